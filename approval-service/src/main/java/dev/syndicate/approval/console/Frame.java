package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.Clearance;

/** What every page shows around its content. */
public record Frame(Viewer viewer, Clearance integrity, long needsVote) {

    /** Who is signed in. */
    public record Viewer(String name, String initials, String roles) {}
}
