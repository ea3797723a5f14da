package org.egide.duty;

import java.util.List;
import org.egide.dialogue.MessageFromReporter;
import org.egide.dialogue.SubjectAccess;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Hears of reporters who write back that they are in danger now, whatever they had said before (R13). */
@Component
class DangerSaid {
    private final Alarms alarms;
    private final List<SubjectAccess> accesses;

    DangerSaid(Alarms alarms, List<SubjectAccess> accesses) {
        this.alarms = alarms;
        this.accesses = List.copyOf(accesses);
    }

    @ApplicationModuleListener
    void on(MessageFromReporter message) {
        if (message.danger()) {
            accesses.stream()
                    .filter(access -> access.kind() == message.subject().kind())
                    .flatMap(access -> access.desk(message.subject()).stream())
                    .findFirst()
                    .ifPresent(desk -> alarms.raise(message.subject(), desk, Cause.DANGER));
        }
    }
}
