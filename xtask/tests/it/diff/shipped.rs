//! A program that was built with the client generated from `base.yaml`. It makes every call to each server whose URL
//! is an argument, and says in a line each what failed.

use thanos_api::types::{Kind, NewThing};
use thanos_api::{Client, Error, Retry};

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let default = Client::builder().token("t").build().map(|client| client.base_url().to_owned());
    println!("{}", default.unwrap());
    for server in std::env::args().skip(1) {
        match runtime.block_on(calls(&server)) {
            Ok(()) => println!("ok"),
            Err(error) => println!("{error}"),
        }
    }
}

async fn calls(server: &str) -> Result<(), Error> {
    let client = Client::builder().base_url(server).token("t").credentials("u", "p").retry(Retry::never()).build()?;
    client.list_things().page(1_i64 << 40).send().await?;
    client.list_things().page(1).kind(Kind::Large).send().await?;
    let bare = NewThing { kind: Kind::Small, size: -1, code: None, hint: None };
    let full = NewThing { kind: Kind::Large, size: i32::MAX, code: Some("c".into()), hint: Some("h".into()) };
    for thing in [bare, full] {
        client.put_thing().shelf(1).name("name").body(thing).send().await?;
    }
    client.drop_thing().shelf(1).name("name").send().await?;
    Ok(())
}
