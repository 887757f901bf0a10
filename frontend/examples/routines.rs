//! Prints the routines in the modules that it is given: see `scripts/routines`.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let wasm = std::fs::read(path)?;
        let parsed =
            wasmc_frontend::parse(&wasm, wasmc_frontend::DEFAULT_FEATURES).map_err(|error| error.to_string())?;
        for (line, func) in wasmc_frontend::routines::list(&parsed.info, &parsed.bodies) {
            println!("{line} {}", func.0);
        }
    }
    Ok(())
}
