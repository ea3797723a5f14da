package org.egide.police;

import java.util.List;
import org.egide.platform.web.DeskPage;
import org.egide.police.view.ReferralLine;
import org.egide.police.view.UnitLine;
import org.egide.report.ReportId;
import org.egide.report.Reports;
import org.egide.staff.Desk;
import org.egide.staff.DeskKind;
import org.egide.staff.DeskPages;
import org.egide.staff.Desks;
import org.egide.staff.Person;
import org.egide.staff.Role;
import org.springframework.stereotype.Component;

/** Puts referrals and units into words. */
@Component
final class ReferralBoard {
    private final ReferralStore store;
    private final Units units;
    private final Reports reports;
    private final Desks desks;

    ReferralBoard(ReferralStore store, Units units, Reports reports, Desks desks) {
        this.store = store;
        this.units = units;
        this.reports = reports;
        this.desks = desks;
    }

    List<ReferralLine> ofDesk(DeskPage page, Person viewer) {
        return store.ofDesk(viewer).stream()
                .map(referral -> line(page, viewer, referral))
                .toList();
    }

    List<ReferralLine> ofReport(DeskPage page, Person viewer, ReportId report) {
        return store.ofReport(report).stream()
                .map(referral -> line(page, viewer, referral))
                .toList();
    }

    private ReferralLine line(DeskPage page, Person viewer, Referral referral) {
        var ours = referral.from().equals(viewer.desk().id());
        var theirs = referral.to().equals(viewer.desk().id()) && viewer.is(Role.OFFICER);
        var mayDecide = ours
                && referral.state() == ReferralState.PROPOSED
                && (viewer.is(Role.ANALYST) || viewer.is(Role.SUPERVISOR));
        return new ReferralLine(
                referral.id().toString(),
                referral.report().toString(),
                ours ? reports.summary(referral.report()).reference() : "",
                desks.find(ours ? referral.to() : referral.from())
                        .map(Desk::name)
                        .orElse(""),
                page.t("police.kind." + referral.kind().name()),
                page.t("police.state." + referral.state().name()),
                referral.legalBasis(),
                mayDecide ? store.request(referral) : "",
                DeskPages.minute(referral.proposedAt()),
                referral.handedOver().map(Referral.PackageName::name).orElse(""),
                referral.handedOver().map(Referral.PackageName::sha256).orElse(""),
                referral.outcome().isEmpty() ? "" : page.t("police.outcome." + referral.outcome()),
                mayDecide,
                referral.proposedBy().equals(viewer.id()),
                theirs && referral.state() == ReferralState.SENT,
                theirs && referral.state() == ReferralState.ACKNOWLEDGED);
    }

    /** All police desks with their recipients. */
    List<UnitLine> units() {
        return desks.ofKind(DeskKind.POLICE).stream()
                .map(desk -> {
                    var recipients = units.recipients(desk.id()).orElse(List.of("", ""));
                    return new UnitLine(desk.id().toString(), desk.name(), recipients.get(0), recipients.get(1));
                })
                .toList();
    }

    /** Police desks that something can be sealed to. */
    List<UnitLine> reachable() {
        return units().stream().filter(unit -> !unit.recipient().isEmpty()).toList();
    }
}
