; The parts of instance data that the runtime fills, as LLVM lays them out.
@wasmc_instance = hidden global [16 x i8] zeroinitializer, align 16
@wasmc_memories = hidden global [1 x {ptr, i64}] zeroinitializer, align 16
@wasmc_memory_imports = hidden global [1 x ptr] zeroinitializer, align 8
@wasmc_tables = hidden global [1 x {ptr, i64}] zeroinitializer, align 8
@wasmc_table_imports = hidden global [1 x ptr] zeroinitializer, align 8
@wasmc_globals = hidden global [2 x i128] zeroinitializer, align 16
@wasmc_global_imports = hidden global [1 x ptr] zeroinitializer, align 8
@wasmc_tags = hidden global [1 x {i32, i32}] zeroinitializer, align 4
@wasmc_tag_imports = hidden global [1 x ptr] zeroinitializer, align 8
@wasmc_funcrefs = hidden global [1 x {ptr, ptr, ptr, i32, i32}] [{ptr, ptr, ptr, i32, i32} {ptr @"f[0]", ptr @edge, ptr @wasmc_funcrefs, i32 3, i32 0}], align 16
@wasmc_type_ids = hidden global [4 x i32] zeroinitializer, align 4
@wasmc_memory0 = external hidden global [0 x i8]
@stack_pointer = internal global i32 65536

define internal fastcc i32 @"f[0]"(i32 %0) uwtable {
  %sp = load i32, ptr @stack_pointer
  %wide = zext i32 %0 to i64
  %address = getelementptr i8, ptr @wasmc_memory0, i64 %wide
  %value = load i32, ptr %address
  %sum = add i32 %sp, %value
  store i32 %sum, ptr @stack_pointer
  ret i32 %sum
}

define internal void @edge(ptr %env, ptr %values) uwtable {
  %argument = load i32, ptr %values
  %result = call fastcc i32 @"f[0]"(i32 %argument)
  store i32 %result, ptr %values
  ret void
}

;! expect-section: .text 0x1000 0x2f AX
;! expect-section: .eh_frame 0x2000 0x4c A
;! expect-section: .data 0x3000 0x24 WA
;! expect-section: .bss 0x3030 0x88 WA
;! expect-segment: text 0x1000 0x2f 0x2f
;! expect-segment: rodata 0x2000 0x4c 0x4c
;! expect-segment: data 0x3000 0xb8 0xb8
;! expect-image-bytes: 0x4000
;! expect-eh-frame: 0x2000 0x4c
;! expect-instance-symbol: instance 0x3030
;! expect-instance-symbol: memories 0x3040
;! expect-instance-symbol: memory_imports 0x3050
;! expect-instance-symbol: tables 0x3058
;! expect-instance-symbol: table_imports 0x3068
;! expect-instance-symbol: globals 0x3070
;! expect-instance-symbol: global_imports 0x3090
;! expect-instance-symbol: tags 0x3098
;! expect-instance-symbol: tag_imports 0x30a0
;! expect-instance-symbol: funcrefs 0x3000
;! expect-instance-symbol: type_ids 0x30a8
;! expect-pointer: 0x3000 to 0x1000
;! expect-pointer: 0x3008 to 0x1020
;! expect-pointer: 0x3010 to 0x3000
;! expect-symbol: 1000 0000000000000019 t f[0]
;! expect-symbol: 1020 000000000000000f t edge
;! expect-symbol: 3000 0000000000000020 d wasmc_funcrefs
;! expect-symbol: 3020 0000000000000004 d stack_pointer
;! expect-symbol: 3030 0000000000000010 b wasmc_instance
;! expect-symbol: 3040 0000000000000010 b wasmc_memories
;! expect-symbol: 3050 0000000000000008 b wasmc_memory_imports
;! expect-symbol: 3058 0000000000000010 b wasmc_tables
;! expect-symbol: 3068 0000000000000008 b wasmc_table_imports
;! expect-symbol: 3070 0000000000000020 b wasmc_globals
;! expect-symbol: 3090 0000000000000008 b wasmc_global_imports
;! expect-symbol: 3098 0000000000000008 b wasmc_tags
;! expect-symbol: 30a0 0000000000000008 b wasmc_tag_imports
;! expect-symbol: 30a8 0000000000000010 b wasmc_type_ids
;! expect-symbol: 7eff0000 a wasmc_memory0
;! expect-code: 1000: mov 0x201a(%rip),%eax # 3020 <stack_pointer>
;! expect-code: 1006: mov %edi,%ecx
;! expect-code: 1008: lea 0x7efeeff1(%rip),%rdx # 7eff0000 <wasmc_memory0>
;! expect-code: 100f: add (%rcx,%rdx,1),%eax
;! expect-code: 1012: mov %eax,0x2008(%rip) # 3020 <stack_pointer>
;! expect-code: 1018: ret
;! expect-code: 1019: nopl 0x0(%rax)
;! expect-code: 1020: push %rbx
;! expect-code: 1021: mov %rsi,%rbx
;! expect-code: 1024: mov (%rsi),%edi
;! expect-code: 1026: call 1000 <f[0]>
;! expect-code: 102b: mov %eax,(%rbx)
;! expect-code: 102d: pop %rbx
;! expect-code: 102e: ret
;! expect-frame: 1000..1019
;! expect-frame: 1020..102f
