;! args: -mtriple=aarch64-unknown-linux-gnu
; A jump table is made of distances, in rodata.
define internal fastcc i32 @pick(i32 %n, i32 %m) {
  switch i32 %n, label %none [ i32 0, label %a
                               i32 1, label %b
                               i32 2, label %c
                               i32 3, label %d ]
a: %x = mul i32 %m, 7
   ret i32 %x
b: %y = sdiv i32 %m, 3
   ret i32 %y
c: %z = xor i32 %m, 91
   ret i32 %z
d: call void @llvm.ubsantrap(i8 1)
   unreachable
none: ret i32 0
}
@keep = hidden global ptr @pick

;! expect-section: .text 0x10000 0x64 AX
;! expect-section: .eh_frame 0x20000 0x2c A
;! expect-section: .data 0x30000 0x8 WA
;! expect-bytes: .data 00 00 01 00 00 00 00 00
;! expect-segment: text 0x10000 0x64 0x64
;! expect-segment: rodata 0x20000 0x2c 0x2c
;! expect-segment: data 0x30000 0x8 0x8
;! expect-image-bytes: 0x40000
;! expect-eh-frame: 0x20000 0x2c
;! expect-pointer: 0x30000 to 0x10000
;! expect-symbol: 10000 0000000000000064 t pick
;! expect-symbol: 30000 0000000000000008 d keep
;! expect-code: 10000: mov w8, w0
;! expect-code: 10004: cmp w0, #0x1
;! expect-code: 10008: mov w0, wzr
;! expect-code: 1000c: b.gt 0x10034 <pick+0x34>
;! expect-code: 10010: cbz w8, 0x10048 <pick+0x48>
;! expect-code: 10014: cmp w8, #0x1
;! expect-code: 10018: b.ne 0x1005c <pick+0x5c>
;! expect-code: 1001c: mov w8, #0x5556 // =21846
;! expect-code: 10020: movk w8, #0x5555, lsl #16
;! expect-code: 10024: smull x8, w1, w8
;! expect-code: 10028: lsr x9, x8, #32
;! expect-code: 1002c: add x0, x9, x8, lsr #63
;! expect-code: 10030: ret
;! expect-code: 10034: cmp w8, #0x2
;! expect-code: 10038: b.ne 0x10054 <pick+0x54>
;! expect-code: 1003c: mov w8, #0x5b // =91
;! expect-code: 10040: eor w0, w1, w8
;! expect-code: 10044: ret
;! expect-code: 10048: lsl w8, w1, #3
;! expect-code: 1004c: sub w0, w8, w1
;! expect-code: 10050: ret
;! expect-code: 10054: cmp w8, #0x3
;! expect-code: 10058: b.eq 0x10060 <pick+0x60>
;! expect-code: 1005c: ret
;! expect-code: 10060: brk #0x5501
;! expect-frame: 0000000000010000..0000000000010064
