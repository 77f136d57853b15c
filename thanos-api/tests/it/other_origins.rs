//! Nothing reaches a server other than the one of the base URL, counted in bytes at that other server.

use thanos_api::{Client, ErrorKind, Retry};

use crate::server::{Answer, PASSWORD, Server, TOKEN, USERNAME};

fn client(base_url: &str) -> thanos_api::ClientBuilder {
    Client::builder().base_url(base_url).token(TOKEN).credentials(USERNAME, PASSWORD).no_proxy()
}

#[tokio::test]
async fn a_base_url_that_names_two_servers_is_refused_or_goes_to_its_host() {
    let (ours, other) = (Server::start([Answer::json("[]")]).await, Server::start([Answer::json("[]")]).await);
    let (a, b) = (ours.address(), other.address());
    let right = [
        (format!("http://{a}"), "/api/"),
        (format!("http://{a}/@{b}"), "/@"),
        (format!("http://{a}//{b}"), "//"),
        (format!("http://{a}/http://{b}"), "/http://"),
        (format!("http://{a}/../..//{b}/.."), "/api/"),
        (format!("http://{a}/%2f%40{b}/"), "/%2f%40"),
    ];
    for (base_url, path) in &right {
        client(base_url).build().unwrap().get_all_users().send().await.unwrap();
        let line = ours.requests().pop().unwrap().line;
        assert!(line.starts_with(&format!("GET {path}")) && line.ends_with("/api/organizations/users/all/ HTTP/1.1"));
    }
    assert_eq!(ours.requests().len(), right.len());
    for (base_url, why) in [
        (format!("http://{b}@{a}"), "user"),
        (format!("http://{a}@{b}"), "user"),
        (format!("http://{a}:@{b}"), "user"),
        (format!("http://:{a}@{b}/"), "user"),
        (format!("http://{a}%2f@{b}"), "user"),
        (format!("http://{a}?@{b}"), "query or a fragment"),
        (format!("http://{a}/?next=http://{b}"), "query or a fragment"),
        (format!("http://{a}#@{b}"), "query or a fragment"),
        (format!("http://{b}\\@{a}"), "backslash"),
        (format!("http://{a}\\{b}"), "backslash"),
        (format!("http://{a}\n{b}"), "white space"),
        (format!("http://{a}\t.{b}"), "white space"),
        (b.to_string(), "no scheme"),
        (format!("//{b}"), "no scheme"),
        (format!("http:{b}"), "no scheme"),
        (format!("http:/{b}"), "no scheme"),
        (format!("http:///{b}"), "no host"),
        (format!("file://{b}"), "neither https nor http"),
        (format!("blob:http://{b}"), "neither https nor http"),
        (format!("http://{a},{b}"), "host or port"),
        (format!("http://{a}:{b}"), "host or port"),
        (format!("http://{a}%2f.{b}"), "host or port"),
    ] {
        let error = client(&base_url).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidConfig, "{base_url}");
        assert!(error.to_string().contains(why), "{error} for {base_url}");
        assert!(!format!("{error} {error:?}").contains(&b.port().to_string()), "{error:?}");
    }
    assert_eq!((other.connections(), other.bytes()), (0, 0));
}

#[tokio::test]
async fn no_answer_sends_anything_to_where_it_points() {
    let other = Server::start([Answer::json("[]")]).await;
    let url = format!("{}/api/organizations/users/all/", other.url());
    let server = Server::start_by(move |requests| {
        let refresh = format!("0; url={url}");
        let link = format!("<{url}>; rel=preload, <{url}>; rel=canonical");
        let alternative = format!("h2=\"{}\"; ma=3600; persist=1", &url[7..].split('/').next().unwrap());
        let headers = [
            ("location", url.as_str()),
            ("content-location", &url),
            ("refresh", &refresh),
            ("link", &link),
            ("alt-svc", &alternative),
            ("www-authenticate", "Basic realm=elsewhere"),
            ("proxy-authenticate", "Basic realm=elsewhere"),
        ];
        Answer::with(u16::try_from(199 + requests.len()).unwrap(), &headers, "")
    })
    .await;
    let client = server.client().retry(Retry::never()).build().unwrap();
    for code in 200..600 {
        match client.get_all_users().stream().await {
            Ok(_) => assert_eq!(code, 200),
            Err(error) => assert_eq!(error.status().unwrap().as_u16(), code),
        }
    }
    assert_eq!(server.requests().len(), 400);
    assert_eq!((other.connections(), other.bytes()), (0, 0));
}
