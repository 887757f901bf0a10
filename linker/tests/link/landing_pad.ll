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

;! expect-section: .text 0x1000 0x40 AX
;! expect-section: .plt 0x1040 0x8 AX
;! expect-section: .gcc_except_table 0x2000 0xc A
;! expect-bytes: .gcc_except_table ff ff 01 08 01 05 0a 00 06 1a 00 00
;! expect-section: .eh_frame 0x2010 0x8c A
;! expect-section: .data 0x3000 0x10 WA
;! expect-bytes: .data 20 10 00 00 00 00 00 00 00 10 00 00 00 00 00 00
;! expect-section: .got 0x3010 0x8 WA
;! expect-bytes: .got 00 00 00 00 00 00 00 00
;! expect-section: .bss 0x3018 0x8 WA
;! expect-segment: text 0x1000 0x48 0x48
;! expect-segment: rodata 0x2000 0x9c 0x9c
;! expect-segment: data 0x3000 0x20 0x20
;! expect-image-bytes: 0x4000
;! expect-eh-frame: 0x2010 0x8c
;! expect-instance-symbol: tags 0x3018
;! expect-libcall: wasmc_throw_ref 0x3010
;! expect-pointer: 0x3000 to 0x1020
;! expect-pointer: 0x3008 to 0x1000
;! expect-symbol: 1000 0000000000000003 t wasmc_personality
;! expect-symbol: 1010 0000000000000006 t f
;! expect-symbol: 1020 0000000000000020 t catches
;! expect-symbol: 1040 0000000000000008 t wasmc_throw_ref
;! expect-symbol: 3000 0000000000000008 d keep
;! expect-symbol: 3008 0000000000000008 d DW.ref.wasmc_personality
;! expect-symbol: 3018 0000000000000008 b wasmc_tags
;! expect-code: 1000: xor %eax,%eax
;! expect-code: 1002: ret
;! expect-code: 1003: cs nopw 0x0(%rax,%rax,1)
;! expect-code: 100d: nopl (%rax)
;! expect-code: 1010: push %rax
;! expect-code: 1011: call 1040 <wasmc_throw_ref>
;! expect-code: 1016: cs nopw 0x0(%rax,%rax,1)
;! expect-code: 1020: push %rax
;! expect-code: 1021: call 1010 <f>
;! expect-code: 1026: xor %eax,%eax
;! expect-code: 1028: pop %rcx
;! expect-code: 1029: ret
;! expect-code: 102a: lea 0x1fe7(%rip),%rcx # 3018 <wasmc_tags>
;! expect-code: 1031: cmp %rcx,(%rax)
;! expect-code: 1034: jne 1038 <catches+0x18>
;! expect-code: 1036: pop %rcx
;! expect-code: 1037: ret
;! expect-code: 1038: mov %rax,%rdi
;! expect-code: 103b: call 1040 <wasmc_throw_ref>
;! expect-code: 1040: jmp *0x1fca(%rip) # 3010 <DW.ref.wasmc_personality+0x8>
;! expect-code: 1046: int3
;! expect-code: 1047: int3
;! expect-frame: 1000..1003
;! expect-frame: 1010..1016
;! expect-frame: 1020..1040
