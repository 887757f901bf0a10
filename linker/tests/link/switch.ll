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

;! expect-section: .text 0x1000 0x47 AX
;! expect-section: .rodata 0x2000 0x10 A
;! expect-bytes: .rodata 17 f0 ff ff 2a f0 ff ff 21 f0 ff ff 42 f0 ff ff
;! expect-section: .eh_frame 0x2010 0x34 A
;! expect-section: .data 0x3000 0x8 WA
;! expect-bytes: .data 00 10 00 00 00 00 00 00
;! expect-segment: text 0x1000 0x47 0x47
;! expect-segment: rodata 0x2000 0x44 0x44
;! expect-segment: data 0x3000 0x8 0x8
;! expect-image-bytes: 0x4000
;! expect-eh-frame: 0x2010 0x34
;! expect-pointer: 0x3000 to 0x1000
;! expect-symbol: 1000 0000000000000047 t pick
;! expect-symbol: 3000 0000000000000008 d keep
;! expect-code: 1000: cmp $0x3,%edi
;! expect-code: 1003: ja 1027 <pick+0x27>
;! expect-code: 1005: mov %edi,%eax
;! expect-code: 1007: lea 0xff2(%rip),%rcx # 2000 <pick+0x1000>
;! expect-code: 100e: movslq (%rcx,%rax,4),%rax
;! expect-code: 1012: add %rcx,%rax
;! expect-code: 1015: jmp *%rax
;! expect-code: 1017: lea 0x0(,%rsi,8),%eax
;! expect-code: 101e: sub %esi,%eax
;! expect-code: 1020: ret
;! expect-code: 1021: xor $0x5b,%esi
;! expect-code: 1024: mov %esi,%eax
;! expect-code: 1026: ret
;! expect-code: 1027: xor %eax,%eax
;! expect-code: 1029: ret
;! expect-code: 102a: movslq %esi,%rax
;! expect-code: 102d: imul $0x55555556,%rax,%rax
;! expect-code: 1034: mov %rax,%rcx
;! expect-code: 1037: shr $0x3f,%rcx
;! expect-code: 103b: shr $0x20,%rax
;! expect-code: 103f: add %ecx,%eax
;! expect-code: 1041: ret
;! expect-code: 1042: ud1 0x1(%eax),%eax
;! expect-frame: 1000..1047
