;! args: -mtriple=aarch64-unknown-linux-gnu
; Debug information is kept, with addresses that count from the image's base; a line is a Wasm offset.
define internal i32 @"f[0]"(i32 %0) !dbg !4 {
  %sum = add i32 %0, 1, !dbg !6
  ret i32 %sum, !dbg !7
}
define hidden i32 @"g[1]"(i32 %0) !dbg !5 {
  %value = call i32 @"f[0]"(i32 %0), !dbg !8
  %inlined = mul i32 %value, 3, !dbg !9
  ret i32 %inlined, !dbg !8
}
!llvm.dbg.cu = !{!0}
!llvm.module.flags = !{!2, !3}
!0 = distinct !DICompileUnit(language: DW_LANG_C, file: !1, emissionKind: LineTablesOnly, producer: "test")
!1 = !DIFile(filename: "module.wasm", directory: "")
!2 = !{i32 2, !"Debug Info Version", i32 3}
!3 = !{i32 7, !"Dwarf Version", i32 5}
!4 = distinct !DISubprogram(name: "f[0]", file: !1, line: 100, type: !10, unit: !0, spFlags: DISPFlagDefinition)
!5 = distinct !DISubprogram(name: "g[1]", file: !1, line: 200, type: !10, unit: !0, spFlags: DISPFlagDefinition)
!6 = !DILocation(line: 101, scope: !4)
!7 = !DILocation(line: 102, scope: !4)
!8 = !DILocation(line: 203, scope: !5)
!9 = !DILocation(line: 104, scope: !4, inlinedAt: !8)
!10 = !DISubroutineType(types: !11)
!11 = !{null}

;! expect-section: .text 0x10000 0x1c AX
;! expect-section: .eh_frame 0x20000 0x44 A
;! expect-section: .debug_abbrev 0x0 0x3a
;! expect-section: .debug_info 0x0 0x39
;! expect-section: .debug_str_offsets 0x0 0x18
;! expect-bytes: .debug_str_offsets 14 00 00 00 05 00 00 00 00 00 00 00 05 00 00 00 11 00 00 00 16 00 00 00
;! expect-section: .debug_str 0x0 0x1b MS
;! expect-bytes: .debug_str 74 65 73 74 00 6d 6f 64 75 6c 65 2e 77 61 73 6d 00 66 5b 30 5d 00 67 5b 31 5d 00
;! expect-section: .debug_addr 0x0 0x20
;! expect-bytes: .debug_addr 1c 00 00 00 05 00 08 00 00 00 01 00 00 00 00 00 08 00 01 00 00 00 00 00 10 00 01 00 00 00 00 00
;! expect-section: .debug_names 0x0 0x74
;! expect-section: .debug_line 0x0 0x5b
;! expect-section: .debug_line_str 0x0 0xd MS
;! expect-bytes: .debug_line_str 00 6d 6f 64 75 6c 65 2e 77 61 73 6d 00
;! expect-segment: text 0x10000 0x1c 0x1c
;! expect-segment: rodata 0x20000 0x44 0x44
;! expect-segment: data 0x30000 0x0 0x0
;! expect-image-bytes: 0x30000
;! expect-eh-frame: 0x20000 0x44
;! expect-symbol: 10000 0000000000000008 t f[0]
;! expect-symbol: 10008 0000000000000014 t g[1]
;! expect-code: 10000: add w0, w0, #0x1
;! expect-code: 10004: ret
;! expect-code: 10008: str x30, [sp, #-0x10]!
;! expect-code: 1000c: bl 0x10000 <f[0]>
;! expect-code: 10010: add w0, w0, w0, lsl #1
;! expect-code: 10014: ldr x30, [sp], #0x10
;! expect-code: 10018: ret
;! expect-frame: 0000000000010000..0000000000010008
;! expect-frame: 0000000000010008..000000000001001c
;! expect-line: 10000 f[0] module.wasm:101
;! expect-line: 10004 f[0] module.wasm:102
;! expect-line: 10008 g[1] module.wasm:?
;! expect-line: 1000c g[1] module.wasm:203
;! expect-line: 10010 f[0] module.wasm:104 g[1] module.wasm:203
;! expect-line: 10014 g[1] module.wasm:203
;! expect-line: 10018 g[1] module.wasm:203
