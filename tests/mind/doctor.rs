//! The doctor at the terminal, where there is nobody to examine. A model that is there is examined in `real`.

use crate::terminal::run;

#[test]
fn written_lines_need_no_doctor() {
    let home = tempfile::tempdir().unwrap();
    let output = run(home.path(), &["doctor", "--mind", "authored"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("need no doctor"));
}

/// Nobody listens at this port: it was taken, and given back.
#[cfg(feature = "endpoint")]
#[test]
fn who_does_not_answer_gets_no_grade_and_is_told_why() {
    let home = tempfile::tempdir().unwrap();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("http://127.0.0.1:{port}/v1");
    let output = run(home.path(), &["doctor", "--endpoint", &url, "--model", "nobody", "--json"], "");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let told = &crate::terminal::objects(&output)[0];
    assert_eq!((&told["model"], &told["report"]["grade"]), (&"nobody".into(), &serde_json::Value::Null));
    assert!(told["report"]["trouble"].as_str().unwrap().contains("127.0.0.1"), "{told}");
    assert!(!home.path().join("grades.json").exists());
}

#[cfg(feature = "endpoint")]
#[test]
fn whoever_is_examined_can_be_left_in_the_middle() {
    use room_tone::mind::{
        MindChoice,
        models::checkup::{Checkup, News},
    };
    use std::{io::Read, net::TcpListener, sync::mpsc::channel, thread, time::Duration};
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1", listener.local_addr().unwrap());
    // It takes the question, and never answers.
    let (tells, asked) = channel();
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut taken = [0; 4_096];
        while stream.read(&mut taken).is_ok_and(|bytes| bytes > 0) {
            tells.send(()).ok();
        }
    });
    let choice = MindChoice::Endpoint { url, model: "m".into(), key: None };
    let mut checkup = Checkup::begin(&choice, super::story()).unwrap();
    let next = |checkup: &mut Checkup| {
        (0..5_000).find_map(|_| {
            thread::sleep(Duration::from_millis(1));
            checkup.poll()
        })
    };
    assert_eq!(next(&mut checkup), Some(News::Doing("waking it".into())));
    asked.recv_timeout(Duration::from_secs(20)).unwrap();
    assert_eq!(checkup.poll(), None, "and then nothing");
    checkup.stop();
    assert_eq!(next(&mut checkup), Some(News::Stopped));
    // Whoever was examined is left alone: the connection is closed.
    server.join().unwrap();
}
