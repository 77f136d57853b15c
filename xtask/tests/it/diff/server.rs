//! A server that keeps to a spec: it refuses what the spec does not ask for, and answers with values that fit it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::thread;

use serde_json::{Value, json};

use super::values::{Extent, value};

/// One request, as far as a spec says something about it.
struct Request {
    method: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

/// Serves until the test ends, and gives its URL.
pub(crate) fn start(spec: Value) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            serve(&spec, stream.unwrap());
        }
    });
    url
}

fn serve(spec: &Value, stream: TcpStream) {
    let mut reader = BufReader::new(stream);
    let request = read(&mut reader);
    let (status, body) = match answer(spec, &request) {
        Ok((status, body)) => (status, body.map_or_else(String::new, |body| body.to_string())),
        Err((status, why)) => (status.to_owned(), why),
    };
    let length = if status == "204" { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    let answer = format!("HTTP/1.1 {status} Told\r\nconnection: close\r\n{length}\r\n{body}");
    reader.get_mut().write_all(answer.as_bytes()).unwrap();
}

fn read(reader: &mut BufReader<TcpStream>) -> Request {
    let mut line = || {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    };
    let first = line();
    let mut words = first.split(' ');
    let (method, target) = (words.next().unwrap().to_lowercase(), words.next().unwrap());
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let query = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let path = path.to_owned();
    let mut headers = Vec::new();
    while let Some((name, value)) = line().split_once(": ") {
        headers.push((name.to_lowercase(), value.to_owned()));
    }
    let length =
        headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    Request { method, path, query, headers, body }
}

type Refusal = (&'static str, String);

fn answer(spec: &Value, request: &Request) -> Result<(String, Option<Value>), Refusal> {
    let (path, item) = spec["paths"]
        .as_object()
        .unwrap()
        .iter()
        .find(|(path, _)| matches(path, &request.path))
        .ok_or(("404", format!("no path {}", request.path)))?;
    let operation = item.get(&request.method).ok_or(("405", format!("no {} of {path}", request.method)))?;
    authorized(spec, operation, request)?;
    for parameter in [item, operation].into_iter().filter_map(|node| node["parameters"].as_array()).flatten() {
        self::parameter(spec, path, parameter, request)?;
    }
    if let Some(content) = operation.pointer("/requestBody/content/application~1json/schema") {
        let body: Value = serde_json::from_slice(&request.body).map_err(|_| ("400", "no body".to_owned()))?;
        fits(spec, content, &body)?;
    }
    let (status, response) =
        operation["responses"].as_object().unwrap().iter().find(|(status, _)| status.starts_with('2')).unwrap();
    let schema = response.pointer("/content/application~1json/schema");
    let body = schema.map(|schema| {
        let [mut least, most] = [Extent::Least, Extent::Most].map(|extent| value(spec, schema, extent));
        if let (Value::Array(least), Value::Array(most)) = (&mut least, most) {
            least.extend(most);
        }
        least
    });
    Ok((status.clone(), body))
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len() && template.iter().zip(path).all(|(part, text)| part.starts_with('{') || *part == text)
}

fn authorized(spec: &Value, operation: &Value, request: &Request) -> Result<(), Refusal> {
    let security = operation.get("security").unwrap_or(&spec["security"]);
    let Some(name) = security[0].as_object().and_then(|scheme| scheme.keys().next()) else { return Ok(()) };
    let scheme = &spec["components"]["securitySchemes"][name];
    let header = scheme["name"].as_str().unwrap().to_lowercase();
    let expected = format!("{} t", scheme["x-prefix"].as_str().unwrap());
    let sent = request.headers.iter().any(|(name, value)| *name == header && *value == expected);
    if sent { Ok(()) } else { Err(("401", format!("no {header}: {expected}"))) }
}

fn parameter(spec: &Value, path: &str, parameter: &Value, request: &Request) -> Result<(), Refusal> {
    let name = parameter["name"].as_str().unwrap();
    let in_path = path.split('/').zip(request.path.split('/')).find(|(part, _)| *part == format!("{{{name}}}"));
    let in_query = request.query.iter().find(|(sent, _)| sent == name);
    match in_path.or(in_query.map(|(name, text)| (name.as_str(), text.as_str()))) {
        None if parameter["required"] == true => Err(("400", format!("no parameter {name}"))),
        None => Ok(()),
        Some((_, text)) => {
            let number = text.parse::<i64>().ok().filter(|_| parameter["schema"]["type"] == "integer");
            fits(spec, &parameter["schema"], &number.map_or(json!(text), |number| json!(number)))
        }
    }
}

/// Judged by an independent validator.
fn fits(spec: &Value, schema: &Value, body: &Value) -> Result<(), Refusal> {
    let mut document = json!({"allOf": [schema], "components": spec["components"]});
    translate(&mut document);
    let valid = jsonschema::is_valid(&document, body);
    if valid { Ok(()) } else { Err(("400", format!("{body} is not what {schema} asks for"))) }
}

/// What `OpenAPI` 3.0 says otherwise than JSON Schema.
fn translate(node: &mut Value) {
    if node["nullable"] == true {
        node["type"] = json!([node["type"].take(), "null"]);
    }
    if node["format"] == "int32" {
        node["minimum"] = json!(i32::MIN);
        node["maximum"] = json!(i32::MAX);
    }
    match node {
        Value::Object(entries) => entries.values_mut().for_each(translate),
        Value::Array(elements) => elements.iter_mut().for_each(translate),
        _ => {}
    }
}
