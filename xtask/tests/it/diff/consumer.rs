//! A caller's source: all that it may rely on in the client that is generated from `base.yaml`.

#![allow(dead_code)]

use thanos_api::types::error::ConversionError;
use thanos_api::types::{Credentials, Extra, Kind, Level, Maker, NewThing, Part, Seal, State, Tags, Thing};
use thanos_api::uuid::Uuid;
use thanos_api::{ArrayStream, Client, Error, Password, Shared, builder};

fn main() {}

/// Whatever converts into the type of a parameter is one.
struct Page;

impl From<Page> for i64 {
    fn from(_: Page) -> Self {
        1
    }
}

fn literals(kind: Kind) -> (Credentials, NewThing) {
    (
        Credentials { username: String::new(), password: Password::new("") },
        NewThing { kind, size: 1_i32, code: None::<String>, hint: None::<String> },
    )
}

fn taken_apart(NewThing { kind, size, code, hint }: NewThing) -> (Kind, i32, Option<String>, Option<String>) {
    (kind, size, code, hint)
}

fn fields(thing: Thing) {
    let _: (Uuid, String, String, Kind, State) = (thing.uuid, thing.name, thing.old_name, thing.kind, thing.state);
    let _: (i32, i64, Option<String>, Shared<[Part]>) = (thing.size, thing.total, thing.code, thing.parts);
    let _: (Shared<Maker>, Seal, Level, Extra) = (thing.maker, thing.seal, thing.level, thing.extra);
    let _: (Option<String>, Option<String>, Option<f64>) = (thing.note, thing.memo, thing.weight);
    let _: Option<Tags> = thing.tags;
}

fn parts(part: Part, maker: Maker, seal: Seal, level: Level, tags: Tags) -> (String, String, String, i32, Vec<String>) {
    (part.title, maker.mail, seal.mark, level.0, tags.0)
}

fn values(kind: &Kind, state: &State) -> bool {
    matches!(kind, Kind::Small | Kind::Large) || matches!(state, State::On | State::Off)
}

fn defaults() -> Option<String> {
    Extra::default().a
}

fn built(extra: Extra) -> Result<Thing, ConversionError> {
    let part = Part::builder().title("title");
    let parts: Vec<Part> = vec![part.try_into()?];
    let maker: Maker = Maker::builder().mail("mail").try_into()?;
    let seal: Seal = Seal::builder().mark("mark").try_into()?;
    let thing = Thing::builder().uuid(Uuid::nil()).name("name").old_name("name").kind(Kind::Small).state(State::On);
    let thing = thing.size(1_i32).total(1_i64).code(None).parts(parts).maker(maker).seal(seal).level(Level(1));
    thing.extra(extra).note(String::new()).memo(None).weight(1.5).try_into()
}

async fn calls(client: &Client, thing: NewThing) -> Result<(), Error> {
    let list: builder::ListThings<'_> = client.list_things().kind(Kind::Small).page(Page);
    let _: Vec<Thing> = list.clone().send().await?.into_inner();
    let _: ArrayStream<Thing> = list.body(literals(Kind::Small).0).stream().await?;
    let put: builder::PutThing<'_> = client.put_thing().shelf(1).name("name");
    let _: Thing = put.body(thing).send().await?.into_inner();
    let drop: builder::DropThing<'_> = client.drop_thing().shelf(1).name("name");
    drop.send().await.map(|answer| answer.into_inner())
}
