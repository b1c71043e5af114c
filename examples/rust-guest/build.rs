//! How a guest is linked. Here and not in `.cargo/config.toml`, so that it holds from any folder and with any
//! `RUSTFLAGS`.

/// For the linker, `wasm-ld`.
const ARGUMENTS: [&str; 5] = [
    // A guest keeps everything in statics: the room for a stack is only what makes no address null.
    "-zstack-size=16",
    "--stack-first",
    // How much memory there is, for a host.
    "--export=__data_end",
    "--export=__heap_base",
    // Names of functions, of the compiler, of its features: nothing that a board needs.
    "--strip-all",
];

fn main() {
    if std::env::var("CARGO_CFG_TARGET_ARCH").as_deref() == Ok("wasm32") {
        for argument in ARGUMENTS {
            println!("cargo:rustc-link-arg={argument}");
        }
    }
    println!("cargo:rerun-if-changed=build.rs");
}
