//! Better minds: a model is fetched whole or not at all, what is on this machine is found, and who was chosen speaks.

mod host;

use crate::terminal::{objects, run};
use host::{Host, digest, model};
use room_tone::mind::models::{
    curated::Curated,
    download::{Download, Step, Wanted, get},
    servers::{Server, ask},
};
use std::{
    fs,
    io::{Read, Write},
    net::TcpListener,
    path::Path,
    thread,
    time::{Duration, Instant},
};

const NAME: &str = "room-tone-test.gguf";

fn begin(url: &str, sha256: Option<&str>, folder: &Path) -> Download {
    get(Wanted::at(url, sha256).unwrap(), folder.to_path_buf()).unwrap()
}

fn end(mut download: Download) -> Step {
    let until = Instant::now() + Duration::from_secs(30);
    loop {
        let step = download.wait();
        if step.is_last() {
            return step;
        }
        assert!(Instant::now() < until, "it does not end");
    }
}

fn fetch(url: &str, sha256: Option<&str>, folder: &Path) -> Step {
    end(begin(url, sha256, folder))
}

fn why(step: Step) -> String {
    match step {
        Step::Failed(why) => why,
        other => panic!("it should have failed: {other:?}"),
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries =
        fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().file_name()).collect::<Vec<_>>());
    let mut names: Vec<_> = entries.unwrap_or_default().into_iter().map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_whole_download_by_way_of_a_redirect_is_checked_and_gets_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(300_000);
    let (url, requests) = Host { redirects: true, ..Host::new(&bytes) }.open();
    let mut download = begin(&url, None, &folder.path().join("models"));
    let mut coming = Vec::new();
    let last = loop {
        match download.wait() {
            Step::Coming(progress) => coming.push(progress),
            step if step.is_last() => break step,
            _ => {}
        }
    };
    let place = folder.path().join("models").join(NAME);
    assert_eq!(last, Step::Done(place.clone()));
    assert_eq!(fs::read(place).unwrap(), bytes);
    assert_eq!(names(&folder.path().join("models")), [NAME]);
    let progress = coming.last().expect("it was told how far it is");
    assert_eq!((progress.bytes, progress.whole), (300_000, 300_000));
    let requests: Vec<String> = requests.try_iter().collect();
    assert_eq!(requests.len(), 2, "{requests:?}");
    for request in requests {
        let request = request.to_ascii_lowercase();
        assert!(!request.contains("authorization") && !request.contains("cookie"), "{request}");
    }
    // Once it is there, nobody is asked again.
    assert!(why(fetch(&url, None, &folder.path().join("models"))).contains("is there already"));
}

#[test]
fn what_broke_off_is_gone_on_from() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(300_000);
    let (url, requests) = Host { breaks_at: Some(120_000), redirects: true, ..Host::new(&bytes) }.open();
    let said = why(fetch(&url, None, folder.path()));
    assert!(said.contains("broke off") && said.contains("kept"), "{said}");
    let part = format!("{NAME}.part");
    assert_eq!(names(folder.path()), [part.clone(), format!("{part}.json")]);
    let here = fs::metadata(folder.path().join(&part)).unwrap().len();
    assert!(here > 0 && here <= 120_000, "{here}");
    requests.try_iter().for_each(drop);

    assert_eq!(fetch(&url, None, folder.path()), Step::Done(folder.path().join(NAME)));
    assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), bytes);
    assert_eq!(names(folder.path()), [NAME]);
    let last = requests.try_iter().last().unwrap().to_ascii_lowercase();
    assert!(last.contains(&format!("range: bytes={here}-")) && last.contains("if-range: \"state-1\""), "{last}");
}

#[test]
fn a_server_without_ranges_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(200_000);
    let (url, _requests) = Host { breaks_at: Some(50_000), ranges: false, ..Host::new(&bytes) }.open();
    assert!(why(fetch(&url, None, folder.path())).contains("broke off"));
    assert_eq!(fetch(&url, None, folder.path()), Step::Done(folder.path().join(NAME)));
    assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), bytes);
}

/// The same name, another file: the part is of no use, whatever the server thinks of the range.
#[test]
fn a_part_of_another_file_is_not_gone_on_from() {
    for keeps_the_state in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let (old, mut new) = (model(200_000), model(200_000));
        new[100_000..].fill(7);
        let broken = Host { breaks_at: Some(50_000), ..Host::new(&old) };
        let etag = if keeps_the_state { "\"state-1\"" } else { "\"state-2\"" };
        let (url, _requests) = broken.open();
        assert!(why(fetch(&url, None, folder.path())).contains("broke off"));
        let (later, _requests) = Host { etag, ..Host::new(&new) }.open();
        // The note says where the part came from; the host has moved in the meantime.
        let note = folder.path().join(format!("{NAME}.part.json"));
        fs::write(&note, fs::read_to_string(&note).unwrap().replace(&url, &later)).unwrap();
        assert_eq!(fetch(&later, None, folder.path()), Step::Done(folder.path().join(NAME)));
        assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), new);
    }
}

#[test]
fn what_is_not_what_it_should_be_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(50_000);
    let (url, _requests) = Host { declares: Some("0".repeat(64)), ..Host::new(&bytes) }.open();
    let said = why(fetch(&url, None, folder.path()));
    assert!(said.contains("not what it should be") && said.contains("deleted"), "{said}");
    assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
    // A page in the place of a model, with a digest that is right.
    let page = b"<html>sign in</html>".to_vec();
    let (url, _requests) = Host::new(&page).open();
    assert!(why(fetch(&url, None, folder.path())).contains("no GGUF file"));
    assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
}

#[test]
fn a_file_of_which_nobody_says_the_digest_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(50_000);
    let (url, requests) = Host { declares: None, ..Host::new(&bytes) }.open();
    let said = why(fetch(&url, None, folder.path()));
    assert!(said.contains("--sha256"), "{said}");
    assert!(names(folder.path()).is_empty(), "{:?}", names(folder.path()));
    requests.try_iter().for_each(drop);
    // Whoever asks may say it.
    assert_eq!(fetch(&url, Some(&digest(&bytes)), folder.path()), Step::Done(folder.path().join(NAME)));
    // What the host says must be the same.
    let elsewhere = tempfile::tempdir().unwrap();
    let (url, _requests) = Host::new(&bytes).open();
    let said = why(fetch(&url, Some(&"0".repeat(64)), elsewhere.path()));
    assert!(said.contains("another one"), "{said}");
    assert!(names(elsewhere.path()).is_empty());
}

#[test]
fn nobody_is_sent_where_it_is_not_safe() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(1_000);
    for location in ["http://192.0.2.1/a.gguf", "file:///etc/passwd", "https://me:key@192.0.2.1/a.gguf", "//"] {
        let (url, _requests) = Host { location: Some(location), redirects: true, ..Host::new(&bytes) }.open();
        let said = why(fetch(&url, None, folder.path()));
        assert!(said.contains("not safe") || said.contains("does not say where"), "{location}: {said}");
    }
    let (url, _requests) =
        Host { location: Some("/again/room-tone-test.gguf"), redirects: true, ..Host::new(&bytes) }.open();
    let said = why(fetch(&url, None, folder.path()));
    assert!(said.contains("without end"), "{said}");
    assert!(names(folder.path()).is_empty());
}

#[test]
fn a_name_does_not_leave_the_folder() {
    for url in ["https://host.example/..%2f..%2fx.gguf", "https://host.example/a/.gguf", "https://host.example/x.exe"] {
        assert!(Wanted::at(url, None).is_err(), "{url}");
    }
    for file in ["../x.gguf", "/tmp/x.gguf", "a/../../x.gguf", "..\\x.gguf"] {
        let listed = Curated {
            id: "x".into(),
            name: "X".into(),
            licence: "MIT".into(),
            bytes: 1,
            ram: 1,
            like: "X.".into(),
            file: file.into(),
            urls: vec!["https://host.example/x.gguf".into()],
            sha256: None,
        };
        assert!(Wanted::listed(&listed).unwrap_err().contains("no name"), "{file}");
    }
}

#[test]
fn a_download_can_be_cancelled_and_gone_on_from() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = model(400_000);
    let (url, _requests) = Host { stops_at: Some(100_000), ..Host::new(&bytes) }.open();
    let mut download = begin(&url, None, folder.path());
    let cancel = download.cancel();
    loop {
        match download.wait() {
            Step::Coming(progress) if progress.bytes > 0 => break,
            step => assert!(!step.is_last(), "{step:?}"),
        }
    }
    let asked = Instant::now();
    cancel.cancel();
    assert_eq!(end(download), Step::Cancelled);
    assert!(asked.elapsed() < Duration::from_secs(5), "{:?}", asked.elapsed());
    assert!(!folder.path().join(NAME).exists());
    assert!(folder.path().join(format!("{NAME}.part")).exists());
    assert_eq!(fetch(&url, None, folder.path()), Step::Done(folder.path().join(NAME)));
    assert_eq!(fs::read(folder.path().join(NAME)).unwrap(), bytes);
}

#[test]
fn nobody_there_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let said = why(fetch(&format!("http://127.0.0.1:{port}/{NAME}"), None, folder.path()));
    assert!(said.contains("nobody answers"), "{said}");
    assert!(names(folder.path()).is_empty());
}

/// A server that gives every caller this answer, or none and holds on to them.
fn answers(answer: Option<&'static str>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        let mut held = Vec::new();
        for mut stream in listener.incoming().flatten() {
            let mut head = [0; 2_048];
            let read = stream.read(&mut head).unwrap_or_default();
            let Some(answer) = answer else {
                held.push(stream);
                continue;
            };
            let ollama = String::from_utf8_lossy(&head[..read]).starts_with("GET /api/tags");
            let status = if answer.contains("\"models\"") != ollama { "404 Not Found" } else { "200 OK" };
            let body =
                format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{answer}", answer.len());
            stream.write_all(body.as_bytes()).ok();
        }
    });
    port
}

#[test]
fn servers_on_this_machine_are_found_and_nobody_is_waited_for() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let ollama = answers(Some(r#"{"models":[{"name":"llama3.2:3b","size":2019393189}]}"#));
    let ports = [
        (Server::Ollama, ollama),
        (Server::LlamaCpp, answers(Some(r#"{"data":[{"id":"qwen"}]}"#))),
        (Server::LmStudio, answers(Some("<html>a page</html>"))),
        (Server::KoboldCpp, answers(None)),
        (Server::LmStudio, closed),
    ];
    let began = Instant::now();
    let mut asking = ask(&ports);
    assert!(began.elapsed() < Duration::from_millis(200), "{:?}", began.elapsed());
    let found = loop {
        if let Some(found) = asking.poll() {
            break found;
        }
        assert!(began.elapsed() < Duration::from_secs(10), "somebody is waited for");
        thread::sleep(Duration::from_millis(5));
    };
    let mut models: Vec<_> = found.iter().map(|served| (served.server, served.model.as_str())).collect();
    models.sort_unstable();
    assert_eq!(models, [("llama.cpp", "qwen"), ("ollama", "llama3.2:3b")]);
    let url = format!("http://127.0.0.1:{ollama}/v1");
    assert!(found.iter().any(|served| served.url == url), "{found:?}");
}

#[test]
fn a_model_is_fetched_chosen_and_removed_at_the_terminal() {
    let home = tempfile::tempdir().unwrap();
    let bytes = model(80_000);
    let (url, _requests) = Host { redirects: true, ..Host::new(&bytes) }.open();
    let models = |arguments: &[&str]| run(home.path(), &[&["models"][..], arguments].concat(), "");
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stderr).into_owned();

    let told = models(&["get", &url, "--json"]);
    assert!(told.status.success(), "{}", said(&told));
    assert_eq!(objects(&told).last().unwrap()["kind"], "done");
    let listed = || {
        let told = objects(&models(&["list", "--json"])).remove(0);
        let models = told["models"].as_array().unwrap().clone();
        let named = models.iter().find(|model| model["name"] == "room-tone-test").cloned();
        let used = models.iter().find(|model| model["in_use"] == true).unwrap()["name"].clone();
        (named, used)
    };
    let (named, used) = listed();
    let named = named.unwrap();
    assert_eq!((&named["bytes"], &named["removable"], used.as_str()), (&80_000.into(), &true.into(), Some("default")));

    let told = models(&["use", "room-tone-test"]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("room-tone"), "{}", said(&told));
    assert_eq!(listed().1, "room-tone-test");
    let kept = fs::read_to_string(home.path().join("mind.json")).unwrap();
    assert!(kept.contains("\"file\"") && kept.contains(NAME), "{kept}");
    let told = models(&["use", "room-tone-tost"]);
    assert_eq!(told.status.code(), Some(2));
    assert!(said(&told).contains("did you mean room-tone-test?"), "{}", said(&told));
    let told = models(&["use", "qwen2.5-7b"]);
    assert!(said(&told).contains("models get qwen2.5-7b"), "{}", said(&told));

    let told = models(&["remove", "room-tone-test"]);
    assert!(said(&told).contains("--yes"), "{}", said(&told));
    for wrong in ["../mind.json", "written", "mind.json"] {
        assert_eq!(models(&["remove", wrong, "--yes"]).status.code(), Some(2), "{wrong}");
    }
    let told = models(&["remove", "room-tone-test", "--yes", "--json"]);
    assert_eq!(objects(&told)[0]["freed"], 80_000, "{}", said(&told));
    assert_eq!(listed(), (None, "default".into()));
    assert!(home.path().join("mind.json").exists());
}

/// Who was chosen speaks, and what is said on the command line wins.
#[test]
fn written_lines_can_be_chosen_and_need_no_doctor() {
    let home = tempfile::tempdir().unwrap();
    assert!(run(home.path(), &["models", "use", "written"], "").status.success());
    let told = run(home.path(), &["doctor"], "");
    assert_eq!(told.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&told.stderr).contains("need no doctor"));
    let told = run(home.path(), &["doctor", "--endpoint", "nonsense", "--json"], "");
    assert!(!String::from_utf8_lossy(&told.stderr).contains("need no doctor"));
    // A file that cannot be read counts for nothing, and is written anew.
    fs::write(home.path().join("mind.json"), "{").unwrap();
    assert!(run(home.path(), &["models", "use", "default"], "").status.success());
    assert!(fs::read_to_string(home.path().join("mind.json")).unwrap().contains("default"));
}
