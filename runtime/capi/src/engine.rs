//! Configurations and engines.

use crate::error::guard;
use wasmc_runtime::{Config, Engine};

#[unsafe(no_mangle)]
extern "C" fn wasm_config_new() -> Box<Config> {
    Box::default()
}

#[unsafe(no_mangle)]
extern "C" fn wasm_config_delete(_: Option<Box<Config>>) {}

#[unsafe(no_mangle)]
extern "C" fn wasmc_config_max_wasm_stack(config: &mut Config, bytes: usize) {
    config.max_wasm_stack(bytes);
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_config_huge_pages(config: &mut Config, wanted: bool) {
    config.huge_pages(wanted);
}

#[unsafe(no_mangle)]
extern "C" fn wasm_engine_new() -> Box<Engine> {
    Box::default()
}

#[unsafe(no_mangle)]
extern "C" fn wasm_engine_new_with_config(config: Option<Box<Config>>) -> Box<Engine> {
    Box::new(Engine::new(&config.unwrap_or_default()))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_engine_delete(engine: Option<Box<Engine>>) {
    guard((), || drop(engine));
}
