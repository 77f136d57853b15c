// The client as the build script has just generated it from the spec, byte for byte what `generated/client.rs` holds.
include!(concat!(env!("OUT_DIR"), "/client.rs"));
