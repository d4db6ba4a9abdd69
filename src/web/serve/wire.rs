//! The connection under the protocol: it says in words what the protocol refuses with a bare number, ends politely, and
//! gives up on who does not read.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::Sleep;

/// How long an answer may stand still because nobody reads it.
const WRITE_WAIT: Duration = Duration::from_secs(30);
/// How long what still comes is read after the last answer, so that the answer is not lost with it.
const LAST_WAIT: Duration = Duration::from_secs(1);

/// The refusals of the protocol: the beginning of its answer, the code, the sentence.
const REFUSALS: [(&str, &str, &str); 3] = [
    ("431 Request Header Fields Too Large", "head_too_large", "请求头太长，请清除本站的 Cookie 后重试"),
    ("414 URI Too Long", "address_too_long", "网址太长，请缩短后重试"),
    ("400 Bad Request", "bad_request", "请求不合规范，请用浏览器重新打开"),
];
const SLOW: (&str, &str, &str) = ("408 Request Timeout", "slow", "请求没有及时传完，请检查网络后重试");
const CROWDED: (&str, &str, &str) = ("503 Service Unavailable", "busy", "连接太多，请稍后再试");

/// A connection.
pub(super) struct Wire {
    stream: Option<TcpStream>,
    back: Option<oneshot::Sender<Left>>,
    /// Words put in the place of a bare refusal, as far as they are not written yet.
    pending: Vec<u8>,
    /// Whether something was read since the last answer.
    is_asked: bool,
    /// Runs while nobody reads.
    clock: Option<Pin<Box<Sleep>>>,
}

/// What is left of a connection when the protocol is done with it.
pub(super) struct Left {
    stream: TcpStream,
    is_asked: bool,
}

impl Wire {
    /// A connection, and where it comes back to.
    pub(super) fn new(stream: TcpStream) -> (Self, oneshot::Receiver<Left>) {
        let (back, left) = oneshot::channel();
        let wire = Self {
            stream: Some(stream),
            back: Some(back),
            pending: Vec::new(),
            is_asked: false,
            clock: None,
        };
        (wire, left)
    }

    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        self.stream.as_mut().map(Pin::new).ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn poll_some(&mut self, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if let Poll::Ready(written) = self.stream()?.poll_write(context, bytes) {
            self.clock = None;
            return Poll::Ready(written);
        }
        let clock = self.clock.get_or_insert_with(|| Box::pin(tokio::time::sleep(WRITE_WAIT)));
        ready!(clock.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    fn poll_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let pending = std::mem::take(&mut self.pending);
            let written = self.poll_some(context, &pending);
            self.pending = pending;
            let written = ready!(written)?;
            self.pending.drain(..written.min(self.pending.len()));
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = into.filled().len();
        ready!(self.stream()?.poll_read(context, into))?;
        self.is_asked |= into.filled().len() > before;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(context))?;
        self.is_asked = false;
        if let Some(refusal) = bare_refusal(bytes) {
            self.pending = told(refusal);
            return Poll::Ready(Ok(bytes.len()));
        }
        self.poll_some(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        self.stream()?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        self.stream()?.poll_shutdown(context)
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if let (Some(stream), Some(back)) = (self.stream.take(), self.back.take()) {
            let _ = back.send(Left { stream, is_asked: self.is_asked });
        }
    }
}

impl Left {
    /// Tells who began to ask and did not end, then closes: the other side reads the last answer, and what it still sends
    /// is read and thrown away for a while.
    pub(super) async fn end(mut self) {
        if self.is_asked {
            let _ = tokio::time::timeout(LAST_WAIT, self.stream.write_all(&told(SLOW))).await;
        }
        linger(self.stream).await;
    }
}

/// Tells that there is no place.
pub(super) async fn turn_away(mut stream: TcpStream) {
    let _ = tokio::time::timeout(LAST_WAIT, stream.write_all(&told(CROWDED))).await;
    linger(stream).await;
}

async fn linger(mut stream: TcpStream) {
    let _ = stream.shutdown().await;
    let rest = async {
        let mut rest = vec![0; 16 << 10];
        while stream.read(&mut rest).await.is_ok_and(|read| read > 0) {}
    };
    let _ = tokio::time::timeout(LAST_WAIT, rest).await;
}

/// Which refusal an answer is that the protocol gave by itself: the site never answers without its own headers.
fn bare_refusal(bytes: &[u8]) -> Option<(&'static str, &'static str, &'static str)> {
    let status = bytes.strip_prefix(b"HTTP/1.1 ").or_else(|| bytes.strip_prefix(b"HTTP/1.0 "))?;
    let is_of_the_site = |head: &[u8]| {
        let own = b"content-security-policy";
        head.windows(own.len()).any(|part| part.eq_ignore_ascii_case(own))
    };
    let refusal = REFUSALS.into_iter().find(|(line, ..)| status.starts_with(line.as_bytes()))?;
    (!is_of_the_site(status)).then_some(refusal)
}

fn told((line, code, message): (&str, &str, &str)) -> Vec<u8> {
    let body = serde_json::json!({"error": {"code": code, "message": message}}).to_string();
    format!(
        "HTTP/1.1 {line}\r\ncontent-type: application/json\r\ncontent-length: {}\r\ncache-control: no-store\r\n\
         retry-after: 2\r\nconnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_protocol_says_by_itself_is_put_in_words() {
        let bare =
            b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
        assert!(bare_refusal(bare).is_some_and(|refusal| refusal.1 == "head_too_large"));
        assert!(bare_refusal(b"HTTP/1.1 400 Bad Request\r\ncontent-security-policy: x\r\n\r\n").is_none());
        assert!(bare_refusal(b"HTTP/1.1 200 OK\r\n\r\n").is_none() && bare_refusal(b"").is_none());
        let told = String::from_utf8(told(SLOW)).unwrap();
        assert!(told.starts_with("HTTP/1.1 408 ") && told.contains("及时"), "{told}");
    }
}
