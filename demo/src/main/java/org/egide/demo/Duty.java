package org.egide.demo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The hours of the desk: closed for everybody, and open again. */
final class Duty {
    private static final List<String> DAYS = List.of("day1", "day2", "day3", "day4", "day5", "day6", "day7");

    private final StaffRoom staff;
    private final Map<String, String> before = new TreeMap<>();

    Duty(StaffRoom staff) {
        this.staff = staff;
    }

    void close() throws IOException, InterruptedException {
        var page = staff.as("supervisor-1").open("/desk/duty").ok();
        for (var day : DAYS) {
            before.put(day, page.one("input[name=" + day + "]").attr("value"));
        }
        hours(page, "");
    }

    void open() throws IOException, InterruptedException {
        var form = staff.as("supervisor-1").open("/desk/duty").ok().form("/desk/duty/hours");
        for (var day : before.entrySet()) {
            form = form.with(day.getKey(), day.getValue());
        }
        form.send().ok();
    }

    private static void hours(WebPage page, String hours) throws IOException, InterruptedException {
        var form = page.form("/desk/duty/hours");
        for (var day : DAYS) {
            form = form.with(day, hours);
        }
        form.send().ok();
    }
}
