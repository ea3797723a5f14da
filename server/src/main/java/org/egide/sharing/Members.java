package org.egide.sharing;

import java.util.Optional;
import org.egide.staff.DeskId;
import org.egide.staff.Desks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The whole numbers by which the wire form names owners of lists and partners. Partners are told each other's numbers, never names. */
@Component
final class Members {
    private final JdbcClient database;
    private final Desks desks;

    Members(JdbcClient database, Desks desks) {
        this.database = database;
        this.desks = desks;
    }

    /** A number and the name that goes with it. */
    record Member(int id, String name) {}

    /** The owner of a list; the same owner keeps its number. */
    Member owner(DeskId desk, String owner) {
        return find(desk, owner).orElseGet(() -> {
            database.sql("INSERT INTO sharing.member (desk, owner) VALUES (:desk, :owner) ON CONFLICT DO NOTHING")
                    .param("desk", desk.value())
                    .param("owner", owner)
                    .update();
            return find(desk, owner).orElseThrow();
        });
    }

    private Optional<Member> find(DeskId desk, String owner) {
        return database.sql("SELECT id FROM sharing.member WHERE desk = :desk AND owner = :owner")
                .param("desk", desk.value())
                .param("owner", owner)
                .query(Integer.class)
                .optional()
                .map(id -> new Member(id, owner.isEmpty() ? nameOf(desk) : owner));
    }

    private String nameOf(DeskId desk) {
        return desks.find(desk).orElseThrow().name();
    }

    void partner(DeskId desk, PartnerId partner) {
        database.sql("INSERT INTO sharing.member (desk, partner) VALUES (:desk, :partner)")
                .param("desk", desk.value())
                .param("partner", partner.value())
                .update();
    }

    /** How a partner is named to another one. */
    static Member voter(SharingPartner viewer, int member) {
        return new Member(member, viewer.member() == member ? viewer.name() : "Partner " + member);
    }
}
