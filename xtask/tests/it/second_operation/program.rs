//! Calls every operation that the test has added, over a real socket, by the generated names alone.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use thanos_api::mock::Server;
use thanos_api::types::{NewTeam, Team, TeamKind};
use thanos_api::{Client, ErrorKind};

const TEAM: &str =
    r#"{"name":"a","kind":"on-call","lead":{"uuid":"67e55044-10b1-426f-9247-bb680e5fe0c8"},"size":3,"note":null}"#;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = TcpListener::bind("127.0.0.1:0")?;
    let base = format!("http://{}", server.local_addr()?);
    thread::spawn(move || server.incoming().flatten().for_each(|stream| answer(stream).unwrap()));
    let client = Client::builder().base_url(&base).token("secret").build()?;

    let teams = client.list_teams().org("a/b").kind(TeamKind::OnCall).send().await?;
    assert_eq!((teams.len(), teams[0].size), (2, 3));
    assert_eq!(teams[0].kind, TeamKind::OnCall);
    let mut stream = client.list_teams().org("a/b").kind(TeamKind::OnCall).stream().await?;
    let mut streamed = 0;
    while let Some(team) = stream.next().await {
        assert_eq!(team?.note, None);
        streamed += 1;
    }
    assert_eq!(streamed, 2);

    let team = client.get_team().org("a").team("b c").version(7).send().await?;
    assert_eq!(team.lead.uuid.to_string(), "67e55044-10b1-426f-9247-bb680e5fe0c8");

    let new = NewTeam { name: "a".to_owned(), kind: "product".parse()? };
    let created = client.create_team().org("a").body(new.clone()).send().await?;
    assert_eq!(created.status().as_u16(), 201);
    let refused = client.create_team().org("taken").body(new).send().await.unwrap_err();
    assert_eq!((refused.kind(), refused.meaning()), (ErrorKind::Status, Some("There is a team of that name")));

    let gone = client.delete_team().org("a").team("b").send().await?;
    assert_eq!(gone.status().as_u16(), 204);
    let strange = client.list_teams().org("teapot").send().await.unwrap_err();
    assert_eq!(strange.meaning(), Some("Something else happened"));

    for outside in ["..", ".", ""] {
        let refused = client.delete_team().org("a").team(outside).send().await.unwrap_err();
        assert_eq!((refused.kind(), refused.attempts()), (ErrorKind::InvalidRequest, 0), "{outside:?}");
    }
    mocked().await?;
    println!("all answers were right");
    Ok(())
}

/// The same operations at the mock server.
async fn mocked() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::start().await;
    let client = server.client_builder().build()?;
    let team: Team = serde_json::from_str(TEAM)?;
    let new = NewTeam { name: "a".to_owned(), kind: TeamKind::OnCall };

    server.list_teams().value(&[team.clone(), team.clone()]).mount();
    assert_eq!(client.list_teams().org("a").send().await?.len(), 2);
    server.create_team().value(&team).mount();
    assert_eq!(client.create_team().org("a").body(new).send().await?.status().as_u16(), 201);
    assert_eq!(client.delete_team().org("a").team("b").send().await?.status().as_u16(), 204);
    assert_eq!(server.delete_team().requests().await[0].uri().path(), "/api/organizations/a/teams/b");
    // The spec shows no example of this one: its sample file does.
    assert_eq!(client.get_team().org("a").team("b").version(7).send().await?.size, 3);
    Ok(())
}

/// Answers one connection's requests until it is closed.
fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    loop {
        let (mut head, mut length) = (String::new(), 0);
        while !head.ends_with("\r\n\r\n") {
            if reader.read_line(&mut head)? == 0 {
                return Ok(());
            }
        }
        for line in head.lines() {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        assert!(head.to_ascii_lowercase().contains("authorization: token secret\r\n"), "{head}");
        let line = head.lines().next().unwrap();
        let (status, text) = reply(line, std::str::from_utf8(&body).unwrap());
        let length = if status.starts_with("204") { String::new() } else { format!("content-length: {}\r\n", text.len()) };
        write!(stream, "HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{length}\r\n{text}")?;
    }
}

fn reply(line: &str, body: &str) -> (&'static str, String) {
    match (line.strip_suffix(" HTTP/1.1").unwrap(), body) {
        ("GET /api/organizations/a%2Fb/teams/?kind=on-call", "") => ("200 OK", format!("[{TEAM},{TEAM}]")),
        ("GET /api/organizations/a/teams/b%20c?version=7", "") => ("200 OK", TEAM.to_owned()),
        ("POST /api/organizations/a/teams/", r#"{"kind":"product","name":"a"}"#) => ("201 Created", TEAM.to_owned()),
        ("POST /api/organizations/taken/teams/", _) => ("409 Conflict", "{}".to_owned()),
        ("DELETE /api/organizations/a/teams/b", "") => ("204 No Content", String::new()),
        ("GET /api/organizations/teapot/teams/", "") => ("418 I'm a teapot", String::new()),
        other => panic!("an unexpected request: {other:?}"),
    }
}
