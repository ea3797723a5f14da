package org.egide.duty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.egide.platform.Language;
import org.egide.platform.web.DeskNotice;
import org.egide.staff.DeskKind;
import org.egide.staff.DeskNotices;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** On every page of the desk: alarms that nobody answers for, calls that reached nobody, and how the desk stands. */
@Component
final class DutyNotices implements DeskNotices {
    private final AlarmStore alarms;
    private final Receptions receptions;
    private final Sentences sentences;

    DutyNotices(AlarmStore alarms, Receptions receptions, Sentences sentences) {
        this.alarms = alarms;
        this.receptions = receptions;
        this.sentences = sentences;
    }

    @Override
    public List<DeskNotice> to(Person viewer, Language language) {
        var notices = new ArrayList<DeskNotice>();
        var desk = viewer.is(Role.OVERSEER)
                ? Optional.<org.egide.staff.DeskId>empty()
                : Optional.of(viewer.desk().id());
        if (Alarms.mayAnswer(viewer)) {
            var open = alarms.open(viewer, desk);
            for (var cause : Cause.values()) {
                var count =
                        open.stream().filter(alarm -> alarm.cause() == cause).count();
                if (count > 0) {
                    notices.add(new DeskNotice(
                            cause != Cause.OPENED, DutyPages.PATH, "duty.notice." + cause, List.of((int) count)));
                }
            }
        }
        if (viewer.desk().kind() == DeskKind.HOTLINE) {
            var line = sentences.standing(
                    language,
                    receptions.of(viewer.desk().id(), viewer),
                    viewer.desk().id());
            notices.add(new DeskNotice(false, DutyPages.PATH, "duty.notice.line", List.of(line)));
        }
        return notices;
    }
}
