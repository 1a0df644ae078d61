package dev.syndicate.approval.console;

import dev.syndicate.approval.grant.GrantUse;
import dev.syndicate.approval.grant.GrantView;
import dev.syndicate.approval.reading.Escapes;
import dev.syndicate.approval.reading.Piece;
import dev.syndicate.contracts.identity.Person;
import java.util.List;

/**
 * A standing grant with its lineage: who let it stand, under which rule, and what was done under it.
 *
 * @param what the tool and its targets
 * @param end until when it stands, or what ended it
 * @param used how many different uses are taken
 */
public record GrantLine(GrantView grant, List<Piece> what, String terms, String end, long used, List<Use> uses) {

    /** One use, and where to read on about it. */
    public record Use(String number, String action, String at) {}

    public GrantLine {
        what = List.copyOf(what);
        uses = List.copyOf(uses);
    }

    static GrantLine of(GrantView grant, List<GrantUse> uses, Moments moments) {
        return new GrantLine(
                grant,
                Escapes.pieces((grant.tool() + " " + String.join(" ", grant.targets())).strip()),
                Wording.terms(grant.terms()),
                end(grant, moments),
                uses.stream().map(GrantUse::number).distinct().count(),
                uses.stream()
                        .map(use -> new Use(
                                "Use %d".formatted(use.number()), use.action().toString(), moments.at(use.at())))
                        .toList());
    }

    public boolean live() {
        return grant.state() == GrantView.State.LIVE;
    }

    public String approvers() {
        return Wording.names(grant.approvers());
    }

    public String state() {
        return Wording.capitalised(grant.state().wireName());
    }

    private static String end(GrantView grant, Moments moments) {
        Person by = grant.revokedBy();
        return switch (grant.state()) {
            case LIVE -> "Until %s".formatted(moments.at(grant.expiresAt()));
            case EXPIRED -> "Until %s".formatted(moments.at(grant.expiresAt()));
            case VOIDED -> "An integrity finding was released since";
            case REVOKED ->
                "By %s: %s".formatted(by == null ? "somebody" : by.name(), String.valueOf(grant.revocationReason()));
        };
    }
}
