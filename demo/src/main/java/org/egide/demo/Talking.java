package org.egide.demo;

import java.io.IOException;

/** The desk's side of a conversation with a reporter, and what it sees of the reporter's choices. */
final class Talking {
    private final StaffRoom staff;
    private final Desk desk;

    Talking(StaffRoom staff, Desk desk) {
        this.staff = staff;
        this.desk = desk;
    }

    /** Writes to the reporter, in the role of the desk. */
    void write(String persona, String reference, String words) throws IOException, InterruptedException {
        var page = desk.report(persona, reference).ok();
        page = page.form("/dialogue/read").press("reason", "assess").ok();
        page.forms("/dialogue/say")
                .getFirst()
                .with("speaker", "HOTLINE")
                .with("words", words)
                .send();
    }

    /** A name of the desk is refused, so that a role speaks and never a person. */
    boolean nameIsRefused(String persona, String reference, String words) throws IOException, InterruptedException {
        var page = desk.report(persona, reference).ok();
        page = page.form("/dialogue/read").press("reason", "assess").ok();
        var answer = page.forms("/dialogue/say")
                .getFirst()
                .with("speaker", "HOTLINE")
                .with("words", words)
                .send();
        return answer.status() >= 400 && answer.says("names-staff");
    }

    /** What the desk is told of the choices: the lines of what holds now and of all before. */
    String choices(String persona, String reference) throws IOException, InterruptedException {
        return staff.report(persona, reference)
                .one("section[aria-labelledby=dialogue]")
                .text();
    }
}
