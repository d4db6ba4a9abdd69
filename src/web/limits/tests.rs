use axum::body::{Body, to_bytes};

use super::*;

fn limits() -> Limits {
    let patience = Duration::from_millis(20);
    Limits::new(Bounds { form: 10, patience, proxies: vec![[10, 0, 0, 9].into()], ..Bounds::default() })
}

fn request(peer: [u8; 4], forwarded: Option<&str>) -> Request {
    let mut request = Request::new(Body::empty());
    request.extensions_mut().insert(Peer(peer.into()));
    if let Some(forwarded) = forwarded {
        request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
    }
    request
}

#[test]
fn only_a_known_proxy_says_for_whom_it_asks() {
    let limits = limits();
    let address = |peer, forwarded| limits.address(&request(peer, forwarded)).unwrap().to_string();
    assert_eq!(address([10, 0, 0, 9], Some("1.2.3.4, 10.1.1.1")), "10.1.1.1");
    assert_eq!(address([10, 0, 0, 9], Some("nonsense")), "10.0.0.9");
    assert_eq!(address([10, 0, 0, 8], Some("10.1.1.1")), "10.0.0.8");
    assert!(is_neighbour(&request([127, 0, 0, 1], None)));
    assert!(
        !is_neighbour(&request([127, 0, 0, 1], Some("10.1.1.1"))),
        "a proxy on this machine asks for others"
    );
    assert!(!is_neighbour(&request([10, 0, 0, 9], None)) && !is_neighbour(&Request::new(Body::empty())));
}

#[test]
fn wrong_passwords_of_an_address_are_counted_and_right_ones_are_not() {
    let limits = limits();
    let from = Some(IpAddr::from([10, 1, 1, 1]));
    for status in [StatusCode::SEE_OTHER, StatusCode::OK].repeat(20) {
        limits.answered(&limits.knock(Weight::SignIn, from).unwrap(), status);
    }
    for _ in 0..SIGN_INS.0 {
        limits.answered(&limits.knock(Weight::SignIn, from).unwrap(), StatusCode::UNAUTHORIZED);
    }
    assert!(matches!(limits.knock(Weight::SignIn, from), Err(PageError::TooOften(1..=6))));
    assert!(limits.knock(Weight::SignIn, Some([10, 1, 1, 2].into())).is_ok());
    assert!(limits.knock(Weight::Light, from).is_ok());
}

#[tokio::test]
async fn a_body_is_as_long_as_it_may_be() {
    let limits = limits();
    let read = async |bytes: &'static str| {
        let (request, trouble) = limits.guarded(Weight::Light, Request::new(Body::from(bytes))).unwrap();
        let read = to_bytes(request.into_body(), usize::MAX).await;
        (read.ok().map(|read| read.len()), trouble.told().map(|trouble| trouble.to_string()))
    };
    assert_eq!(read("0123456789").await, (Some(10), None));
    assert_eq!(read("").await, (Some(0), None));
    let (nothing, told) = read("0123456789a").await;
    assert!(nothing.is_none() && told.is_some_and(|told| told.contains("太大")));
    let announced = Request::builder().header("content-length", "11").body(Body::empty()).unwrap();
    assert!(matches!(limits.guarded(Weight::Light, announced), Err(PageError::TooLarge)));
}

#[tokio::test]
async fn heavy_work_is_not_queued_without_end() {
    let limits = limits();
    let held = [limits.turn(Weight::Upload).await, limits.turn(Weight::Upload).await];
    assert!(held.iter().all(Result::is_ok));
    assert!(matches!(limits.turn(Weight::Upload).await, Err(PageError::Busy)));
    assert!(limits.turn(Weight::Light).await.is_ok() && limits.turn(Weight::Search).await.is_ok());
    drop(held);
    assert!(limits.turn(Weight::Upload).await.is_ok());
}
