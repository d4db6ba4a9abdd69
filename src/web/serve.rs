//! Listens, answers, and stops: every connection has a limit of time and size, and nobody holds up the others.

mod wire;

use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::limits::{Bounds, Peer};
use super::router;
use super::site::Site;
use wire::Wire;

/// How long to wait where a connection cannot be taken, such as when there are too many open files.
const BREATH: Duration = Duration::from_millis(50);

/// Serves a site until `stopped` comes back; then requests in hand are answered, as long as that takes little time.
///
/// # Errors
/// When the address is taken.
pub async fn serve(site: Site, address: SocketAddr, stopped: impl Future<Output = ()> + Send) -> Result<()> {
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("无法监听 {address}，该端口可能已被占用；请用 --listen 换一个地址"))?;
    serve_on(site, listener, stopped).await;
    Ok(())
}

/// The same over a listener that is open already.
pub async fn serve_on(site: Site, listener: TcpListener, stopped: impl Future<Output = ()> + Send) {
    let house = House {
        bounds: site.limits().bounds().clone(),
        router: router(Arc::new(site)),
        guests: Arc::default(),
    };
    let places = Arc::new(Semaphore::new(house.bounds.connections));
    let (stop, stopping) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut stopped = pin!(stopped);
    loop {
        while connections.try_join_next().is_some() {}
        let taken = async {
            let place = places.clone().acquire_owned().await.ok();
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            taken = taken => taken,
            () = &mut stopped => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                let (house, stopping) = (house.clone(), stopping.clone());
                connections.spawn(async move {
                    house.attend(stream, peer.ip().to_canonical(), stopping).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection cannot be taken");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    let _ = stop.send(());
    let all_gone = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(house.bounds.stop_wait, all_gone).await.is_err() {
        tracing::warn!(left = connections.len(), "requests were given up");
        connections.shutdown().await;
    }
}

#[derive(Clone)]
struct House {
    bounds: Bounds,
    router: Router,
    /// Connections by address.
    guests: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl House {
    async fn attend(&self, stream: TcpStream, peer: IpAddr, mut stopping: watch::Receiver<()>) {
        let Some(_guest) = self.guest(peer) else {
            wire::turn_away(stream).await;
            return;
        };
        let (wire, left) = Wire::new(stream);
        let router = TowerToHyperService::new(self.router.clone());
        let answer = service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router.call(request)
        });
        {
            let mut connection = pin!(self.protocol().serve_connection(TokioIo::new(wire), answer));
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                _ = stopping.changed() => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
        }
        if let Ok(left) = left.await {
            left.end().await;
        }
    }

    fn protocol(&self) -> http1::Builder {
        let mut protocol = http1::Builder::new();
        protocol
            .timer(TokioTimer::new())
            .header_read_timeout(self.bounds.head_wait)
            .max_header_size(self.bounds.head)
            // What is written first is then the whole head, which the wire looks at.
            .writev(false);
        protocol
    }

    /// Counts a connection of an address; none where it has too many.
    fn guest(&self, peer: IpAddr) -> Option<Guest> {
        let mut guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        let count = guests.entry(peer).or_default();
        if *count >= self.bounds.connections_of_one && !self.bounds.proxies.contains(&peer) {
            return None;
        }
        *count += 1;
        Some(Guest { guests: self.guests.clone(), peer })
    }
}

/// A connection that counts as long as it lives.
struct Guest {
    guests: Arc<Mutex<HashMap<IpAddr, usize>>>,
    peer: IpAddr,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = guests.get_mut(&self.peer) {
            *count -= 1;
            if *count == 0 {
                guests.remove(&self.peer);
            }
        }
    }
}
