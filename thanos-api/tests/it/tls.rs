//! TLS against a real rustls server, with certificates made here.

use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, date_time_ymd};
use thanos_api::{Client, ClientBuilder, ErrorKind};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::certificates::{
    Authority, authority, authority_called, certified, config, for_name, issued, serve, serve_in_turn,
};
use crate::environment::{IDENTITY, ROOT, without_authorities};
use crate::errors::works;
use crate::server::{Answer, PASSWORD, SAMPLE, Server, TOKEN, USERNAME};

pub(crate) fn client(server: &Server) -> ClientBuilder {
    let builder = Client::builder().base_url(&format!("https://localhost:{}", server.address().port()));
    builder.token(TOKEN).credentials(USERNAME, PASSWORD).no_proxy()
}

/// The one Connect error of a call, after which the server has seen no request.
async fn refusal(server: &Server, builder: ClientBuilder) -> String {
    let error = builder.build().unwrap().get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{error}");
    assert_eq!((server.connections(), server.requests().len(), server.bytes()), (1, 0, 0));
    error.to_string()
}

#[tokio::test]
async fn a_root_certificate_makes_a_server_trusted() {
    let authority = authority();
    let server = serve(&authority, &for_name("localhost"), None).await;
    let client = client(&server).root_certificate_pem(authority.pem().as_bytes()).build().unwrap();
    assert_eq!(client.get_all_users().send().await.unwrap().len(), 2);
    assert_eq!(server.requests()[0].line, "GET /api/organizations/users/all/ HTTP/1.1");
}

#[tokio::test]
async fn root_certificates_add_up() {
    let (one, other) = (authority(), authority());
    let server = serve(&one, &for_name("localhost"), None).await;
    let both = [one.pem(), other.pem()].concat();
    for builder in [
        client(&server).root_certificate_pem(other.pem().as_bytes()).root_certificate_pem(one.pem().as_bytes()),
        client(&server).root_certificate_pem(both.as_bytes()),
    ] {
        builder.build().unwrap().get_all_users().send().await.unwrap();
    }
}

#[tokio::test]
async fn an_unknown_issuer_is_named_and_not_tried_again() {
    let server = serve(&authority(), &for_name("localhost"), None).await;
    let other = authority();
    let text = refusal(&server, client(&server).root_certificate_pem(other.pem().as_bytes())).await;
    assert!(text.contains("unknown issuer"), "{text}");
}

#[tokio::test]
async fn a_certificate_for_another_name_is_named() {
    let authority = authority();
    let server = serve(&authority, &for_name("elsewhere.example"), None).await;
    let text = refusal(&server, client(&server).root_certificate_pem(authority.pem().as_bytes())).await;
    assert!(text.contains("another name"), "{text}");
}

fn expired(name: &str) -> CertificateParams {
    let mut params = for_name(name);
    (params.not_before, params.not_after) = (date_time_ymd(2000, 1, 1), date_time_ymd(2001, 1, 1));
    params
}

#[tokio::test]
async fn a_certificate_that_has_expired_or_is_not_valid_yet_is_named() {
    let authority = authority();
    let mut early = for_name("localhost");
    early.not_before = date_time_ymd(4000, 1, 1);
    early.not_after = date_time_ymd(4001, 1, 1);
    for (params, words) in [(expired("localhost"), "has expired"), (early, "not valid yet")] {
        let server = serve(&authority, &params, None).await;
        let text = refusal(&server, client(&server).root_certificate_pem(authority.pem().as_bytes())).await;
        assert!(text.contains(words), "{text}");
    }
}

#[tokio::test]
async fn a_refused_certificate_does_not_spoil_the_next_call() {
    let (authority, other) = (authority(), authority());
    let shown = [
        certified(&other, &for_name("localhost")),
        certified(&authority, &for_name("elsewhere.example")),
        certified(&authority, &expired("localhost")),
        certified(&authority, &for_name("localhost")),
    ];
    let server = serve_in_turn(shown).await;
    let client = client(&server).root_certificate_pem(authority.pem().as_bytes()).build().unwrap();
    for words in ["unknown issuer", "another name", "has expired"] {
        let error = client.get_all_users().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
        assert!(error.to_string().contains(words), "{error}");
    }
    works(&client).await;
    assert_eq!((server.connections(), server.requests().len()), (4, 1));
}

/// The certificate by which a client shows who it is, with its key.
fn identity(authority: &Authority) -> String {
    identity_as(authority, for_name("client"))
}

fn identity_as(authority: &Authority, mut params: CertificateParams) -> String {
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let (certificate, key) = issued(authority, &params);
    certificate.pem() + &key.serialize_pem()
}

#[tokio::test]
async fn an_identity_is_shown_to_a_server_that_asks_for_one() {
    let (servers, clients) = (authority(), authority());
    let server = serve(&servers, &for_name("localhost"), Some(&clients)).await;
    let builder = client(&server).root_certificate_pem(servers.pem().as_bytes());
    let client = builder.identity_pem(identity(&clients).as_bytes()).build().unwrap();
    works(&client).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identity_is_shown_on_a_machine_without_certificate_authorities_too() {
    let (servers, clients) = (authority(), authority());
    let server = serve(&servers, &for_name("localhost"), Some(&clients)).await;
    let given = [(ROOT, &*servers.pem()), (IDENTITY, &*identity(&clients))];
    assert_eq!(without_authorities(&server, &given), "2 users");
}

#[tokio::test]
async fn an_identity_that_is_missing_or_refused_is_a_connect_error() {
    let (servers, clients) = (authority(), authority());
    let other = authority_called("another");
    for identity in [
        None,
        Some(identity(&other)),
        // Of an authority that only has the name of the right one.
        Some(identity(&authority())),
        Some(identity_as(&clients, expired("client"))),
    ] {
        for protocol in [&b"http/1.1"[..], b"h2"] {
            let mut config = config(&servers, &for_name("localhost"), Some(&clients));
            if cfg!(feature = "http2") {
                config.alpn_protocols = vec![protocol.to_vec()];
            }
            let server = Server::start_tls([Answer::json(SAMPLE)], config).await;
            let builder = client(&server).root_certificate_pem(servers.pem().as_bytes());
            let builder = identity.iter().fold(builder, |builder, pem| builder.identity_pem(pem.as_bytes()));
            let text = refusal(&server, builder).await;
            assert!(text.contains("identity_pem"), "{text}");
        }
    }
}

#[tokio::test]
async fn a_server_without_tls_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        // Until the client is gone, so that it reads this answer and no reset.
        stream.read_to_end(&mut Vec::new()).await
    });
    let builder = Client::builder().base_url(&format!("https://localhost:{port}")).no_proxy();
    let builder =
        builder.token(TOKEN).credentials(USERNAME, PASSWORD).root_certificate_pem(authority().pem().as_bytes());
    let error = builder.build().unwrap().get_all_users().send().await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1), "{error}");
    assert!(error.to_string().contains("TLS"), "{error}");
}

#[tokio::test]
async fn a_record_that_was_tampered_with_after_the_request_is_a_transport_error() {
    let record = [&b"\x17\x03\x03\0\x20"[..], &[0; 32]].concat();
    let begun = "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n[";
    for begun in ["", "HTTP/1.1 200 OK\r\n", begun] {
        let authority = authority();
        let answer = Answer::raw(begun).send_outside_tls(&*record).stall();
        let config = config(&authority, &for_name("localhost"), None);
        let server = Server::start_tls([answer, Answer::json(SAMPLE)], config).await;
        let client = client(&server).root_certificate_pem(authority.pem().as_bytes()).build().unwrap();
        let error = client.get_all_users().send().await.unwrap_err();
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 1), "after {begun:?}: {error}");
        assert_eq!(server.requests().len(), 1);
        works(&client).await;
    }
}

#[test]
fn pem_that_cannot_be_read_is_refused_for_any_base_url() {
    let authority = authority();
    let (certificate, key) = issued(&authority, &for_name("client"));
    let (_, other) = issued(&authority, &for_name("client"));
    let broken = certificate.pem().replace("\nMII", "\nAAA");
    for base_url in ["http://127.0.0.1:1", "https://127.0.0.1:1"] {
        let builder = || Client::builder().token(TOKEN).base_url(base_url);
        for pem in [
            "",
            "nonsense",
            &key.serialize_pem(),
            &broken,
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
        ] {
            let error = builder().root_certificate_pem(pem.as_bytes()).build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidConfig);
            assert!(error.to_string().starts_with("root_certificate_pem"), "{error}");
        }
        for pem in ["", "nonsense", &key.serialize_pem(), &certificate.pem()] {
            let error = builder().identity_pem(pem.as_bytes()).build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidConfig);
            assert!(error.to_string().starts_with("identity_pem"), "{error}");
        }
    }
    let mismatched = [certificate.pem(), other.serialize_pem()].concat();
    let builder = Client::builder().token(TOKEN).root_certificate_pem(authority.pem().as_bytes());
    let error = builder.identity_pem(mismatched.as_bytes()).build().unwrap_err();
    assert!(error.to_string().starts_with("identity_pem"), "{error}");
}
