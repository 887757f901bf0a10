var wasmImports={a:_proc_exit};memory=wasmMemory=wasmExports["b"];wasmExports["c"]();__start=wasmExports["d"];
