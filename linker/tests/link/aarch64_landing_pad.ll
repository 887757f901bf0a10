;! args: -mtriple=aarch64-unknown-linux-gnu
; A function that catches: its call sites are in the exception table, to which the unwind table leads, and the unwind table
; names a function that nobody calls, through a pointer in instance data.
declare void @wasmc_throw_ref(ptr) noreturn cold

define internal i32 @wasmc_personality() {
  ret i32 0
}

define internal fastcc void @f(ptr %e) uwtable noinline {
  call void @wasmc_throw_ref(ptr %e)
  unreachable
}

define internal fastcc ptr @catches(ptr %e) uwtable noinline personality ptr @wasmc_personality {
  invoke fastcc void @f(ptr %e) to label %next unwind label %pad
next:
  ret ptr null
pad:
  %caught = landingpad { ptr, i32 } cleanup
  %exception = extractvalue { ptr, i32 } %caught, 0
  %tag = load ptr, ptr %exception
  %taken = icmp eq ptr %tag, @wasmc_tags
  br i1 %taken, label %catch, label %otherwise
catch:
  ret ptr %exception
otherwise:
  call void @wasmc_throw_ref(ptr %exception)
  unreachable
}

@wasmc_tags = hidden global [1 x {i32, i32}] zeroinitializer, align 4
@keep = hidden global ptr @catches

;! expect-section: .text 0x10000 0x3c AX
;! expect-section: .plt 0x10040 0x10 AX
;! expect-section: .gcc_except_table 0x20000 0xc A
;! expect-bytes: .gcc_except_table ff ff 01 08 04 04 14 00 08 24 00 00
;! expect-section: .eh_frame 0x20010 0x8c A
;! expect-section: .data 0x30000 0x10 WA
;! expect-bytes: .data 10 00 01 00 00 00 00 00 00 00 01 00 00 00 00 00
;! expect-section: .got 0x30010 0x8 WA
;! expect-bytes: .got 00 00 00 00 00 00 00 00
;! expect-section: .bss 0x30018 0x8 WA
;! expect-segment: text 0x10000 0x50 0x50
;! expect-segment: rodata 0x20000 0x9c 0x9c
;! expect-segment: data 0x30000 0x20 0x20
;! expect-image-bytes: 0x40000
;! expect-eh-frame: 0x20010 0x8c
;! expect-instance-symbol: tags 0x30018
;! expect-libcall: wasmc_throw_ref 0x30010
;! expect-pointer: 0x30000 to 0x10010
;! expect-pointer: 0x30008 to 0x10000
;! expect-symbol: 10000 0000000000000008 t wasmc_personality
;! expect-symbol: 10008 0000000000000008 t f
;! expect-symbol: 10010 000000000000002c t catches
;! expect-symbol: 10040 0000000000000010 t wasmc_throw_ref
;! expect-symbol: 30000 0000000000000008 d keep
;! expect-symbol: 30008 0000000000000008 d DW.ref.wasmc_personality
;! expect-symbol: 30018 0000000000000008 b wasmc_tags
;! expect-code: 10000: mov w0, wzr
;! expect-code: 10004: ret
;! expect-code: 10008: str x30, [sp, #-0x10]!
;! expect-code: 1000c: bl 0x10040 <wasmc_throw_ref>
;! expect-code: 10010: str x30, [sp, #-0x10]!
;! expect-code: 10014: bl 0x10008 <f>
;! expect-code: 10018: mov x0, xzr
;! expect-code: 1001c: ldr x30, [sp], #0x10
;! expect-code: 10020: ret
;! expect-code: 10024: ldr x8, [x0]
;! expect-code: 10028: adrp x9, 0x30000 <keep>
;! expect-code: 1002c: add x9, x9, #0x18
;! expect-code: 10030: cmp x8, x9
;! expect-code: 10034: b.eq 0x1001c <catches+0xc>
;! expect-code: 10038: bl 0x10040 <wasmc_throw_ref>
;! expect-code: 10040: adrp x16, 0x30000 <keep>
;! expect-code: 10044: ldr x16, [x16, #0x10]
;! expect-code: 10048: br x16
;! expect-code: 1004c: brk #0x1
;! expect-frame: 0000000000010000..0000000000010008
;! expect-frame: 0000000000010008..0000000000010010
;! expect-frame: 0000000000010010..000000000001003c
