//! Every address of the site, what it asks of its visitor, and who answers: one table. The test of roles walks it.

use axum::http::StatusCode;

use super::gate::{Need, Route};
use super::{
    account, api, assets, bench, case, export, facsimile, flow, jobs, log, metrics, originals, outputs,
    paper, queue, ready, search, sign_in, similar, system, tasks, upload, users,
};
use crate::office::Action;

/// The table.
pub(super) fn table() -> Vec<Route> {
    use Need::{Act, Look, Part, Public, SignedIn, Watch};
    vec![
        Route::get("/sign-in", Public, sign_in::page),
        Route::post("/sign-in", Public, sign_in::enter),
        Route::post("/sign-out", SignedIn, sign_in::leave),
        Route::get("/enter", SignedIn, sign_in::choose),
        Route::post("/enter", SignedIn, sign_in::become_another),
        Route::get("/account", SignedIn, account::page),
        Route::post("/account", Act(Action::OwnPassword), account::change),
        Route::get("/", SignedIn, queue::page),
        // The right to export is asked there, so that the log tells how much was.
        Route::get("/ledger.xlsx", SignedIn, queue::ledger),
        Route::get("/findings.xlsx", SignedIn, queue::findings),
        Route::post("/queue/views", Act(Action::ListCases), queue::save_view),
        Route::post("/queue/views/rename", Act(Action::ListCases), queue::rename_view),
        Route::post("/queue/views/remove", Act(Action::ListCases), queue::remove_view),
        // Done to many cases: leave is asked for each of them.
        Route::post("/queue/sign-off", SignedIn, queue::sign_off),
        Route::get("/queue/sign-off/{batch}", Look(Action::ListCases), queue::batch),
        Route::post("/queue/assign", SignedIn, queue::assign),
        Route::post("/queue/draw", SignedIn, queue::draw),
        Route::get("/tasks", Look(Action::ListCases), tasks::page),
        Route::get("/cases/{case}", Look(Action::ReadCase), bench::page),
        Route::post("/cases/{case}/decide", Act(Action::Decide), bench::decide),
        Route::post("/cases/{case}/tick", Act(Action::Tick), bench::tick),
        Route::post("/cases/{case}/opinion", Act(Action::WriteOpinion), bench::write),
        Route::post("/cases/{case}/draft", Act(Action::Decide), bench::keep),
        Route::get("/cases/{case}/history/{finding}", Part(Action::ReadCase), bench::history),
        Route::get("/cases/{case}/review.json", Look(Action::ExportCase), case::json),
        Route::get("/cases/{case}/opinion", Look(Action::ReadCase), outputs::page),
        Route::get("/cases/{case}/files/{file}", Look(Action::ExportCase), outputs::file),
        Route::get("/cases/{case}/pages/{document}/{page}", Part(Action::ReadCase), facsimile::page),
        Route::get("/cases/{case}/originals/{document}", Look(Action::ReadCase), originals::file),
        Route::get("/cases/{case}/flow", Look(Action::ReadCase), flow::page),
        Route::get("/cases/{case}/flow/bar", Part(Action::ReadCase), flow::bar),
        Route::get("/cases/{case}/sheet", Look(Action::ReadCase), flow::sheet),
        // Each move has a right of its own, which the store asks.
        Route::post("/cases/{case}/move", SignedIn, flow::make),
        Route::post("/cases/{case}/assign", Act(Action::Assign), flow::assign),
        Route::post("/cases/{case}/draw", Act(Action::Assign), flow::draw),
        Route::post("/cases/{case}/handler", Act(Action::SetHandler), flow::set_handler),
        Route::post("/cases/{case}/recusal", Act(Action::Recuse), flow::recuse),
        Route::get("/search", Look(Action::Search), search::page),
        Route::get("/search.xlsx", Look(Action::Search), export::xlsx),
        Route::get("/api/search", Look(Action::Search), search::json),
        Route::get("/similar", Look(Action::Search), similar::page),
        Route::post("/similar", Look(Action::Search), similar::ask),
        Route::get("/papers/{paper}", SignedIn, paper::page),
        // Looked at every few seconds while jobs run: what is handed in is written down, each look is not.
        Route::get("/cases/new", Part(Action::Import), upload::page),
        Route::post("/cases/new", Act(Action::Import), upload::hand_in),
        Route::get("/jobs", Look(Action::ManageJobs), jobs::page),
        Route::post("/jobs/{job}/retry", Act(Action::ManageJobs), jobs::retry),
        Route::post("/jobs/{job}/drop", Act(Action::ManageJobs), jobs::take_off),
        Route::get("/users", Look(Action::ListUsers), users::page),
        Route::post("/users", Act(Action::ManageUsers), users::add),
        Route::post("/users/{account}/state", Act(Action::ManageUsers), users::set_state),
        Route::post("/users/{account}/roles", Act(Action::GrantRoles), users::set_roles),
        Route::post("/users/{account}/password", Act(Action::ResetPassword), users::set_password),
        Route::post("/users/{account}/unlock", Act(Action::ResetPassword), users::unlock),
        Route::get("/audit", Look(Action::ReadAudit), log::page),
        Route::get("/audit/verify", Look(Action::VerifyAudit), log::verify),
        Route::get("/audit.xlsx", Look(Action::VerifyAudit), log::xlsx),
        Route::get("/system", Look(Action::ManageSystem), system::page),
        Route::get("/assets/{name}", Public, assets::file),
        Route::get("/favicon.ico", Public, || async { StatusCode::NO_CONTENT }),
        Route::get("/livez", Public, ready::alive),
        Route::get("/readyz", Public, ready::ready),
        Route::get("/metrics", Watch(Action::ManageSystem), metrics::page),
        Route::post("/api/session", Public, api::session::begin),
        Route::delete("/api/session", SignedIn, api::session::end),
        Route::get("/api/cases", Look(Action::ListCases), api::cases::list),
        Route::post("/api/cases", Act(Action::Import), api::cases::hand_in),
        Route::get("/api/cases/{case}", Look(Action::ExportCase), api::cases::one),
        Route::get("/api/jobs/{job}", Look(Action::ManageJobs), api::jobs::one),
        Route::get("/api/openapi.json", Public, api::openapi::page),
    ]
}
