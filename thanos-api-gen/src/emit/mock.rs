//! What the client's mock server knows of each operation.

use crate::api::{Answer, Api, Operation, variable_name};
use crate::emit::{identifier, own_type};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A method of the mock server for each operation, and the samples that it answers.
pub(crate) fn mock(api: &Api) -> TokenStream {
    let methods = api.operations.iter().enumerate().map(|(number, operation)| method(number, operation));
    let samples = api.operations.iter().filter_map(|operation| {
        let id = variable_name(&operation.id);
        let json = raw(operation.sample.as_deref()?);
        Some(quote!(Sample { id: #id, json: #json }))
    });
    quote! {
        #[cfg(feature = "mock")]
        impl crate::mock::Server {
            #(#methods)*
        }
        #[cfg(feature = "mock")]
        pub(crate) mod samples {
            #[allow(unused_imports)]
            use crate::mock::Sample;
            pub(crate) const ALL: &[Sample] = &[#(#samples),*];
        }
    }
}

fn method(number: usize, operation: &Operation) -> TokenStream {
    let name = variable_name(&operation.id);
    let doc = format!("What is answered to [`Client::{name}`](crate::Client::{name}).");
    let name = identifier(&name);
    let answer = match &operation.answer {
        Answer::Nothing => quote!(crate::mock::Nothing),
        Answer::One(component) => own_type(component),
        Answer::Array(component) => {
            let element = own_type(component);
            quote!([#element])
        }
    };
    quote! {
        #[doc = #doc]
        pub fn #name(&self) -> crate::mock::Mock<'_, #answer> {
            crate::mock::Mock::new(self, #number)
        }
    }
}

/// A text as a literal that reads like the text.
fn raw(text: &str) -> TokenStream {
    let mut fence = "#".to_owned();
    while text.contains(&format!("\"{fence}")) {
        fence.push('#');
    }
    let literal = format!("r{fence}\"{text}\"{fence}").parse().unwrap_or_else(|_| Literal::string(text));
    quote!(#literal)
}
