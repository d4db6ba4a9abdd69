//! How much is let in: bytes of a request, requests of one session or one address, heavy work at a time, time to send.

mod body;
mod bucket;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::error::PageError;
pub(super) use body::Trouble;
use bucket::Buckets;

/// What an office may set, and what tests make small. Sizes in bytes.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// Largest file handed in.
    pub upload: u64,
    /// Longest body of any other request. An opinion has some thousand characters, nine bytes each as they are sent.
    pub form: u64,
    /// Longest head of a request.
    pub head: usize,
    /// How long a head may take, and how long a connection may idle.
    pub head_wait: Duration,
    /// How long a body may stand still.
    pub body_pause: Duration,
    /// Bytes a second that a body must make on the whole, after the first pause.
    pub body_pace: u64,
    /// How long heavy work waits for its turn.
    pub patience: Duration,
    /// How long requests in hand may take after the server is told to stop.
    pub stop_wait: Duration,
    /// Connections at a time, and of one address.
    pub connections: usize,
    /// See above; proxies are not held to it.
    pub connections_of_one: usize,
    /// Proxies in front, whose word on whom they ask for is taken.
    pub proxies: Vec<IpAddr>,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            upload: 512 << 20,
            form: 512 << 10,
            head: 64 << 10,
            head_wait: Duration::from_secs(15),
            body_pause: Duration::from_secs(15),
            body_pace: 16 << 10,
            patience: Duration::from_secs(3),
            stop_wait: Duration::from_secs(10),
            connections: 800,
            connections_of_one: 200,
            proxies: Vec::new(),
        }
    }
}

/// What kind of work a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Light,
    /// A password is checked, which takes memory and time on purpose.
    SignIn,
    /// The archive is searched.
    Search,
    /// A file is handed in, held in memory until it is kept.
    Upload,
}

/// Failed sign-ins of one address at once, and the seconds after which one more is allowed.
const SIGN_INS: (u32, Duration) = (10, Duration::from_secs(6));
/// Requests of one session at once, and the time after which one more is allowed.
const REQUESTS: (u32, Duration) = (600, Duration::from_millis(20));

/// The keeper of all limits.
pub(super) struct Limits {
    bounds: Bounds,
    sign_ins: Buckets<IpAddr>,
    sessions: Buckets<String>,
    passwords: Arc<Semaphore>,
    searches: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
}

/// A try to sign in, counted until it is known to be right.
#[must_use]
pub(super) struct Knock(Option<IpAddr>);

/// Who holds it does heavy work.
pub(super) struct Turn(#[expect(dead_code, reason = "held, not read")] Option<OwnedSemaphorePermit>);

/// The address at the other end of the connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub IpAddr);

/// What kind of work a route is.
pub(super) fn weight(method: &Method, path: &str) -> Weight {
    let is_post = method == Method::POST;
    match path {
        "/sign-in" | "/api/session" | "/account" if is_post => Weight::SignIn,
        "/cases/new" | "/api/cases" if is_post => Weight::Upload,
        "/search" | "/search.xlsx" | "/api/search" | "/similar" => Weight::Search,
        _ => Weight::Light,
    }
}

impl Limits {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            sign_ins: Buckets::new(SIGN_INS.0, SIGN_INS.1),
            sessions: Buckets::new(REQUESTS.0, REQUESTS.1),
            passwords: Arc::new(Semaphore::new(4)),
            searches: Arc::new(Semaphore::new(8)),
            uploads: Arc::new(Semaphore::new(2)),
        }
    }

    pub(super) fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// The request with its body watched, and where to look for what went wrong with it.
    ///
    /// # Errors
    /// When it announces more than is taken.
    pub(super) fn guarded(&self, weight: Weight, request: Request) -> Result<(Request, Trouble), PageError> {
        let most = if weight == Weight::Upload { self.bounds.upload } else { self.bounds.form };
        let announced = request.headers().get(header::CONTENT_LENGTH);
        let announced = announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
        if announced.is_some_and(|announced| announced > most) {
            return Err(PageError::TooLarge);
        }
        let trouble = Trouble::default();
        let (head, body) = request.into_parts();
        let body = body::guard(body, most, &self.bounds, trouble.clone());
        Ok((Request::from_parts(head, body), trouble))
    }

    /// Who asks: the peer, or whom a proxy of the office asks for. None where there is no connection.
    pub(super) fn address(&self, request: &Request) -> Option<IpAddr> {
        let peer = request.extensions().get::<Peer>()?.0;
        if !self.bounds.proxies.contains(&peer) {
            return Some(peer);
        }
        Some(forwarded(request.headers()).unwrap_or(peer))
    }

    /// Counts a try to sign in.
    pub(super) fn knock(&self, weight: Weight, from: Option<IpAddr>) -> Result<Knock, PageError> {
        let from = from.filter(|_| weight == Weight::SignIn);
        if let Some(from) = from {
            self.sign_ins.take(from, Instant::now()).map_err(PageError::TooOften)?;
        }
        Ok(Knock(from))
    }

    /// A right password is no try to guess one.
    pub(super) fn answered(&self, knock: &Knock, status: StatusCode) {
        if let Some(from) = knock.0.filter(|_| status.is_success() || status.is_redirection()) {
            self.sign_ins.give_back(&from);
        }
    }

    /// Counts a request of a session, named by what only it knows.
    pub(super) fn session(&self, name: &str) -> Result<(), PageError> {
        self.sessions.take(name.to_owned(), Instant::now()).map_err(PageError::TooOften)
    }

    /// Waits a little for a turn at heavy work.
    pub(super) async fn turn(&self, weight: Weight) -> Result<Turn, PageError> {
        let all = match weight {
            Weight::Light => return Ok(Turn(None)),
            Weight::SignIn => &self.passwords,
            Weight::Search => &self.searches,
            Weight::Upload => &self.uploads,
        };
        if let Ok(turn) = all.clone().try_acquire_owned() {
            return Ok(Turn(Some(turn)));
        }
        match tokio::time::timeout(self.bounds.patience, all.clone().acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Turn(Some(turn))),
            _ => Err(PageError::Busy),
        }
    }
}

/// Whether a program of this very machine asks, and for nobody else.
pub(super) fn is_neighbour(request: &Request) -> bool {
    let peer = request.extensions().get::<Peer>();
    let is_for_another = ["x-forwarded-for", "forwarded", "x-real-ip", "via"];
    peer.is_some_and(|peer| peer.0.to_canonical().is_loopback())
        && !is_for_another.iter().any(|name| request.headers().contains_key(*name))
}

/// The last address a proxy added: what stands before it anybody may have written.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let line = headers.get_all("x-forwarded-for").into_iter().next_back()?;
    line.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests;
