package org.egide.sharing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.egide.fingerprints.ListId;
import org.egide.fingerprints.SharedEntries;
import org.egide.platform.Transaction;
import org.egide.platform.jobs.Routine;
import org.egide.sharing.SharingGrants.Grant;
import org.egide.sharing.SharingGrants.Shelf;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what partners are told in step with what they may be told: lists that were granted, taken back, withdrawn or have ended,
 * entries that were confirmed, withdrawn, voted on or have ended. Each step is a transaction of bounded size that can be repeated.
 * What may no longer be told is withheld by the doors at once; this gives it the time at which clients learn of it.
 */
@Component
final class Shelves implements Routine {
    private static final int BATCH = 5_000;

    private final JdbcClient database;
    private final Transaction transaction;
    private final SharingPartners partners;
    private final SharingGrants grants;
    private final SharedEntries entries;
    private final Feed feed;
    private final Pulls pulls;

    Shelves(
            JdbcClient database,
            Transaction transaction,
            SharingPartners partners,
            SharingGrants grants,
            SharedEntries entries,
            Feed feed,
            Pulls pulls) {
        this.database = database;
        this.transaction = transaction;
        this.partners = partners;
        this.grants = grants;
        this.entries = entries;
        this.feed = feed;
        this.pulls = pulls;
    }

    @Override
    public String name() {
        return "sharing-shelves";
    }

    @Override
    public int work() {
        var done = 0;
        for (var partner : partners.notEnded()) {
            var open = grants.pullable(partner).keySet();
            for (var grant : grants.ever(partner.id())) {
                done += transaction.in(() -> follow(grant, open.contains(grant.list())));
            }
            done += transaction.in(() -> expire(partner.id()));
        }
        return done + transaction.in(this::stirred) + pulls.close();
    }

    private int follow(Grant grant, boolean open) {
        return switch (grant.shelf()) {
            case CLOSED -> open ? begin(grant) : 0;
            case OPENING -> open ? fill(grant) : turn(grant, Shelf.CLOSING);
            case OPEN -> open ? 0 : turn(grant, Shelf.CLOSING);
            case CLOSING -> empty(grant);
        };
    }

    private int begin(Grant grant) {
        feed.makeRoomBefore(grant.partner(), entries.count(grant.list()));
        return turn(grant, Shelf.OPENING);
    }

    private int fill(Grant grant) {
        var lines = entries.after(grant.list(), grant.shelvedTo(), BATCH);
        feed.tell(grant.partner(), grant.list(), lines);
        if (lines.size() < BATCH) {
            return turn(grant, Shelf.OPEN);
        }
        database.sql("UPDATE sharing.granted SET shelved_to = :number WHERE partner = :partner AND list = :list")
                .param("number", lines.getLast().number())
                .param("partner", grant.partner().value())
                .param("list", grant.list().value())
                .update();
        return 1;
    }

    private int empty(Grant grant) {
        var live = feed.live(grant.partner(), grant.list(), BATCH);
        feed.drop(grant.partner(), live);
        return live.size() < BATCH ? turn(grant, Shelf.CLOSED) : 1;
    }

    private int turn(Grant grant, Shelf shelf) {
        return database.sql("""
                        UPDATE sharing.granted SET shelf = :shelf, shelved_to = 0 WHERE partner = :partner AND list = :list
                        """)
                .param("shelf", shelf.name())
                .param("partner", grant.partner().value())
                .param("list", grant.list().value())
                .update();
    }

    private int expire(PartnerId partner) {
        var over = feed.expired(partner, BATCH);
        feed.drop(partner, over);
        return over.size();
    }

    private int stirred() {
        var lists = new HashMap<ListId, List<SharedEntries.Stirred>>();
        var taken = entries.takeStirred(BATCH);
        taken.forEach(one -> lists.computeIfAbsent(one.list(), none -> new java.util.ArrayList<>())
                .add(one));
        if (!lists.isEmpty()) {
            // In the order of their ids, so that two processes cannot wait for each other.
            partners.notEnded().forEach(partner -> tellOn(partner, lists));
        }
        return taken.size();
    }

    private void tellOn(SharingPartner partner, Map<ListId, List<SharedEntries.Stirred>> lists) {
        for (var grant : grants.ever(partner.id())) {
            var changed = lists.getOrDefault(grant.list(), List.of());
            switch (grant.shelf()) {
                case OPENING, OPEN -> tellOn(grant, changed);
                case CLOSING, CLOSED -> {}
            }
        }
    }

    private void tellOn(Grant grant, List<SharedEntries.Stirred> changed) {
        var partner = grant.partner();
        feed.tell(
                partner,
                grant.list(),
                changed.stream()
                        .filter(one -> one.stands() && !one.voted())
                        .map(one -> new SharedEntries.Line(one.entry(), 0, one.expires()))
                        .toList());
        feed.tellAgain(
                partner,
                changed.stream()
                        .filter(one -> one.stands() && one.voted())
                        .map(SharedEntries.Stirred::entry)
                        .toList());
        feed.drop(
                partner,
                changed.stream()
                        .filter(one -> !one.stands())
                        .map(SharedEntries.Stirred::entry)
                        .toList());
    }
}
