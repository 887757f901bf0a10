// node peers/node.mjs MODULE ARGUMENTS...: runs a WASI command, with the current directory as its only folder.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { WASI } from "node:wasi";

const wasi = new WASI({ version: "preview1", args: argv.slice(2), preopens: { ".": "." } });
const module = new WebAssembly.Module(readFileSync(argv[2]));
process.exitCode = wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
