package dev.syndicate.approval.console;

import dev.syndicate.approval.voting.Clearance;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;

/** What every page shows around its content. */
public record Frame(Viewer viewer, Clearance integrity, long needsVote) {

    /**
     * Who is signed in.
     *
     * @param overseer whether the record is shown to them
     * @param operator whether they may release a finding
     */
    public record Viewer(String name, String initials, String roles, boolean overseer, boolean operator) {

        static Viewer of(AuthenticatedPerson person) {
            boolean operator = person.has(Role.OPERATOR);
            return new Viewer(
                    person.person().name(),
                    Wording.initials(person.person()),
                    Wording.roles(person),
                    operator || person.has(Role.AUDITOR),
                    operator);
        }
    }
}
