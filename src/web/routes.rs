//! Every address of the site, what it asks of its visitor, and who answers: one table. The test of roles walks it.

use axum::http::StatusCode;

use super::gate::{Need, Route};
use super::{
    account, assets, bench, case, export, facsimile, list, originals, paper, search, sign_in, similar,
};
use crate::office::Action;

/// The table.
pub(super) fn table() -> Vec<Route> {
    use Need::{Look, Part, Public, SignedIn};
    vec![
        Route::get("/sign-in", Public, sign_in::page),
        Route::post("/sign-in", Public, sign_in::enter),
        Route::post("/sign-out", SignedIn, sign_in::leave),
        Route::get("/enter", SignedIn, sign_in::choose),
        Route::post("/enter", SignedIn, sign_in::become_another),
        Route::get("/account", SignedIn, account::page),
        Route::post("/account", Need::Act(Action::OwnPassword), account::change),
        Route::get("/", SignedIn, list::page),
        Route::get("/cases/{case}", Look(Action::ReadCase), bench::page),
        Route::post("/cases/{case}/begin", Need::Act(Action::Advance), bench::begin),
        Route::post("/cases/{case}/decide", Need::Act(Action::Decide), bench::decide),
        Route::post("/cases/{case}/tick", Need::Act(Action::Tick), bench::tick),
        Route::post("/cases/{case}/opinion", Need::Act(Action::WriteOpinion), bench::write),
        Route::post("/cases/{case}/draft", Need::Act(Action::Decide), bench::keep),
        Route::get("/cases/{case}/history/{finding}", Part(Action::ReadCase), bench::history),
        Route::get("/cases/{case}/review.json", Look(Action::ExportCase), case::json),
        Route::get("/cases/{case}/opinion.docx", Look(Action::ExportCase), case::opinion),
        Route::get("/cases/{case}/pages/{document}/{page}", Part(Action::ReadCase), facsimile::page),
        Route::get("/cases/{case}/originals/{document}", Look(Action::ReadCase), originals::file),
        Route::get("/search", Look(Action::Search), search::page),
        Route::get("/search.xlsx", Look(Action::Search), export::xlsx),
        Route::get("/api/search", Look(Action::Search), search::json),
        Route::get("/similar", Look(Action::Search), similar::page),
        Route::post("/similar", Look(Action::Search), similar::ask),
        Route::get("/papers/{paper}", SignedIn, paper::page),
        Route::get("/assets/{name}", Public, assets::file),
        Route::get("/favicon.ico", Public, || async { StatusCode::NO_CONTENT }),
        Route::get("/livez", Public, || async { "ok" }),
    ]
}
