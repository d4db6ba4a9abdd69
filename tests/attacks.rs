//! What people try at the door, against a listening server: each gets one clear sentence, and the others go on being served.

mod house;
mod knock;

mod content;
mod forms;
mod guessing;
mod protocol;
