//! What is written beside progenitor's code: the calls, the table of operations, open enumerations, the mock, and what
//! the workspace's check asks of the compiled types.

mod enumerations;
mod mock;

pub(crate) use enumerations::{enumerations, import_of_enumerations};
pub(crate) use mock::mock;

use crate::api::{Answer, Api, CREDENTIALS, Component, Operation, Scheme, Status, type_name, variable_name};
use crate::prose::rustdoc_line;
use heck::ToShoutySnakeCase;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// What a request's builder does beside progenitor's part.
pub(crate) fn calls(operation: &Operation, builder: &Ident) -> TokenStream {
    let table = table_name(operation);
    let call = |function: TokenStream| quote!(crate::call::#function(self.client, &super::operations::#table, || self.clone().raw()).await);
    let (function, answer) = match &operation.answer {
        Answer::Nothing => (quote!(nothing), quote!(())),
        Answer::One(name) => (quote!(one), own_type(name)),
        Answer::Array(name) => {
            let element = own_type(name);
            (quote!(collect), quote!(::std::vec::Vec<#element>))
        }
    };
    let send = call(function);
    let doc = send_doc(operation);
    let stream = match &operation.answer {
        Answer::Array(name) => stream(&own_type(name), &call(quote!(stream))),
        _ => TokenStream::new(),
    };
    let debug = closed_debug(builder, &quote!(<'_>));
    quote! {
        #debug
        impl #builder<'_> {
            #[doc = #doc]
            pub async fn send(self) -> ::std::result::Result<crate::Response<#answer>, crate::Error> {
                #send
            }
            #stream
        }
    }
}

/// A `Debug` of a builder that shows nothing of what it holds.
pub(crate) fn closed_debug(builder: &Ident, lifetimes: &TokenStream) -> TokenStream {
    let name = builder.to_string();
    quote! {
        /// Shows nothing of what it holds.
        impl ::std::fmt::Debug for #builder #lifetimes {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#name).finish_non_exhaustive()
            }
        }
    }
}

fn stream(element: &TokenStream, call: &TokenStream) -> TokenStream {
    let doc = "Sends the request and hands out each element of the answer as soon as it has arrived, one in memory \
               at a time.\n\n# Errors\n\nThose of [`send`](Self::send) up to the head of the answer. What goes wrong \
               later is an element of the stream.";
    let doc_as = "As [`stream`](Self::stream), with each element decoded as a type of the caller's: a projection \
                  with fewer properties, or a superset.\n\n# Errors\n\nThose of [`stream`](Self::stream).";
    quote! {
        #[doc = #doc]
        pub async fn stream(self) -> ::std::result::Result<crate::ArrayStream<#element>, crate::Error> {
            self.stream_as().await
        }
        #[doc = #doc_as]
        pub async fn stream_as<T>(self) -> ::std::result::Result<crate::ArrayStream<T>, crate::Error>
        where
            T: ::serde::de::DeserializeOwned,
        {
            #call
        }
    }
}

fn send_doc(operation: &Operation) -> String {
    let first = match operation.answer {
        Answer::Nothing => "Sends the request; a success has no body.",
        Answer::One(_) | Answer::Array(_) => "Sends the request and collects the whole answer in memory.",
    };
    let errors = "# Errors\n\nAn [`Error`](crate::Error) of the [kind](crate::ErrorKind) that tells what went wrong. \
                  The statuses that the API documents, which [`meaning`](crate::Error::meaning) tells too:";
    let statuses = operation.statuses.iter().map(|status| {
        let code = match (status.first, status.last) {
            (first, last) if first == last => first.to_string(),
            (100, 599) => "any other".to_owned(),
            (first, _) => format!("{}XX", first / 100),
        };
        format!("- {code}: {}", rustdoc_line(&status.meaning))
    });
    let statuses: Vec<String> = statuses.collect();
    format!("{first}\n\n{errors}\n\n{}", statuses.join("\n"))
}

/// The client's own username and password as a body, if the spec has such a body.
pub(crate) fn credentials(api: &Api) -> TokenStream {
    if api.component(CREDENTIALS).is_none() {
        return TokenStream::new();
    }
    quote! {
        impl ::std::convert::TryFrom<&crate::client::Inner> for types::Credentials {
            type Error = crate::client::MissingCredentials;
            fn try_from(inner: &crate::client::Inner) -> ::std::result::Result<Self, Self::Error> {
                let (username, password) = inner.credentials()?;
                ::std::result::Result::Ok(Self { username, password })
            }
        }
    }
}

/// The facts of each operation that the hand-written part of the client acts upon.
pub(crate) fn tables(api: &Api) -> TokenStream {
    let server = &api.server;
    let names = api.operations.iter().map(table_name);
    let tables = api.operations.iter().map(table);
    quote! {
        /// The server that a client asks unless told otherwise.
        pub(crate) const DEFAULT_SERVER: &str = #server;
        /// What the spec says about each operation.
        pub(crate) mod operations {
            #[allow(unused_imports)]
            use crate::operation::{Operation, Scheme, Status};
            pub(crate) const ALL: &[&Operation] = &[#(&#names),*];
            #(#tables)*
        }
    }
}

fn table(operation: &Operation) -> TokenStream {
    let (name, id, path, success) =
        (table_name(operation), variable_name(&operation.id), &operation.path, operation.success);
    let method = identifier(&operation.method);
    let span = format!("{method} {path}");
    let statuses = operation
        .statuses
        .iter()
        .map(|Status { first, last, meaning }| quote!(Status { codes: #first..=#last, meaning: #meaning }));
    let security = match &operation.security {
        None => quote!(::std::option::Option::None),
        Some(Scheme { header, prefix }) => {
            quote!(::std::option::Option::Some(Scheme { header: #header, prefix: #prefix }))
        }
    };
    quote! {
        pub(crate) const #name: Operation = Operation {
            id: #id,
            method: ::http::Method::#method,
            path: #path,
            success: #success,
            statuses: &[#(#statuses),*],
            security: #security,
            span: crate::trace::named!(#span),
        };
    }
}

/// Lists of what was generated, so that the check keeps none by hand.
pub(crate) fn check(api: &Api, type_of: impl Fn(&Component) -> String) -> TokenStream {
    let components = api.components.iter().map(|component| {
        let name = &component.name;
        let kind = parsed(&type_of(component));
        quote!(Component { name: #name, schema: |generator| generator.subschema_for::<#kind>() })
    });
    let parts = api.operations.iter().flat_map(parts);
    quote! {
        #[cfg(feature = "schemars")]
        pub(crate) mod check {
            use crate::check::{Component, Part, recode};
            pub(crate) const COMPONENTS: &[Component] = &[#(#components),*];
            pub(crate) const PARTS: &[Part] = &[#(#parts),*];
        }
    }
}

fn parts(operation: &Operation) -> Vec<TokenStream> {
    let id = &operation.id;
    let part = |name: String, kind: TokenStream| quote!(Part { operation: #id, name: #name, recode: recode::<#kind> });
    let request = operation.request.iter().map(|request| part("request".to_owned(), crate_type(request)));
    let answer = match &operation.answer {
        Answer::Nothing => None,
        Answer::One(name) => Some(crate_type(name)),
        Answer::Array(name) => {
            let element = crate_type(name);
            Some(quote!(::std::vec::Vec<#element>))
        }
    };
    request.chain(answer.map(|kind| part(operation.success.to_string(), kind))).collect()
}

fn own_type(component: &str) -> TokenStream {
    let name = identifier(&type_name(component));
    quote!(types::#name)
}

fn crate_type(component: &str) -> TokenStream {
    let name = identifier(&type_name(component));
    quote!(crate::types::#name)
}

fn parsed(kind: &str) -> TokenStream {
    kind.parse().unwrap_or_default()
}

fn table_name(operation: &Operation) -> Ident {
    format_ident!("{}", variable_name(&operation.id).to_shouty_snake_case())
}

fn identifier(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
