package dev.syndicate.approval.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.approval.Eventually;
import dev.syndicate.approval.ProposedAction;
import dev.syndicate.approval.delegation.DelegationBody;
import dev.syndicate.approval.delegation.Delegations;
import dev.syndicate.approval.voting.ApprovalState;
import dev.syndicate.contracts.approval.VoteCast;
import dev.syndicate.contracts.id.ApprovalId;
import dev.syndicate.contracts.id.DelegationId;
import dev.syndicate.contracts.id.WorkspaceId;
import dev.syndicate.contracts.identity.Authority;
import dev.syndicate.contracts.identity.Person;
import dev.syndicate.contracts.identity.SignIn;
import dev.syndicate.contracts.policy.GrantScope;
import dev.syndicate.contracts.policy.StandingLimits;
import dev.syndicate.contracts.policy.ThresholdSet;
import dev.syndicate.platform.security.AuthenticatedPerson;
import dev.syndicate.platform.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What people say to each other, whom they vote for, and what they let stand. */
class ConsoleTalkIT extends ConsoleBrowserIT {

    private static final ThresholdSet TWO = new ThresholdSet("Platform on-call", 2, 2, "syndicate-reviewers", null);

    @Autowired
    private Delegations delegations;

    @Test
    void letsReviewersAndWhoAskedTalkWhileItIsOpenAndAfterwards() {
        ApprovalId approval = ask(proposed());
        try (Reader riley = signIn("riley");
                Reader dana = signIn("dana")) {
            riley.open(approval);
            riley.sees("body[data-live=yes]");
            dana.open(approval);
            say(dana, "Why does this wait? \u202Eylfer");
            dana.sees("#comments .esc", "U+202E");
            riley.sees("#comments", "Why does this wait?");
            riley.page().getByLabel("Comment").fill("Because of Friday.");
            riley.deny();
            riley.sees("#comments", "with a denial");
            say(riley, "Ask again on Monday.");
            riley.sees("#comments", "Ask again on Monday.");
            riley.shoot("detail-discussion");
        }
        assertThat(view(approval).comments()).hasSize(2);
    }

    @Test
    void showsVotesOfEarlierRoundsAndWhyTheyCountNoLonger() {
        ApprovalId approval = ask(proposed().needing(TWO));
        try (Reader riley = signIn("riley");
                Reader robin = signIn("robin")) {
            riley.open(approval);
            riley.approve();
            riley.recorded();
            ConsoleStage.AUDIT.isClearSince(Instant.now());
            robin.open(approval);
            robin.deny();
            robin.sees("#rounds", "Votes of earlier rounds");
            robin.sees("section[aria-labelledby=rounds]", "Riley Chen approved");
            robin.shoot("detail-rounds");
        }
    }

    @Test
    void givesAndEndsADelegation() {
        try (Reader riley = signIn("riley");
                Reader robin = signIn("robin")) {
            riley.go("/delegations");
            riley.page().getByLabel("Their subject").fill("robin");
            riley.page().getByLabel("Their name").fill("Robin Lindqvist");
            riley.page().getByLabel("Why").fill("On leave");
            riley.button("Delegate").click();
            riley.sees(".note.good", "The delegation is on record.");
            riley.sees("[data-delegation]", "Riley Chen lets Robin Lindqvist vote");
            riley.sees("[data-delegation] .chip.good", "In force");
            riley.shoot("delegations");
            robin.go("/delegations");
            robin.sees("[data-delegation]", "Riley Chen lets Robin Lindqvist vote");
            riley.page().locator("[data-delegation] button").first().click();
            riley.sees(".note.good", "The delegation is ended.");
            riley.sees("[data-delegation] .chip", "Ended by Riley Chen");
            riley.page().getByLabel("Their subject").fill("riley");
            riley.button("Delegate").click();
            riley.sees(".note.warn", "A delegation is to somebody else");
        }
    }

    @Test
    void votesAsADelegateAndSaysSo() {
        Person wanda = new Person(ConsoleStage.issuer(), "wanda", "Wanda Weber", List.of("pwd"));
        delegations.give(
                new AuthenticatedPerson(
                        wanda,
                        Set.of(Role.REVIEWER),
                        Set.of(new WorkspaceId("acme/checkout")),
                        new SignIn(List.of("security"), clock.instant(), null)),
                new DelegationBody("riley", "Riley Chen", null, clock.instant().plus(Duration.ofHours(4)), null),
                new DelegationId(identifiers.next()));
        ApprovalId approval = ask(proposed().needing(new ThresholdSet("Security", 1, 1, "security", null)));
        try (Reader riley = signIn("riley")) {
            riley.go("/");
            riley.sees("#r-" + approval);
            riley.open(approval);
            riley.sees("form#vote", "You vote as delegate of Wanda Weber.");
            riley.approve();
            riley.recorded();
            riley.sees("#sets", "Riley Chen approved as delegate of Wanda Weber");
        }
        assertThat(view(approval).votes())
                .singleElement()
                .extracting(VoteCast::onBehalfOf)
                .extracting(Person::subject)
                .isEqualTo("wanda");
    }

    @Test
    void letsAnApprovalStandAsFarAsPolicyAllowsListsItAndTakesItBack() {
        ApprovalId approval = ask(proposed()
                .command("npm run lint")
                .standing(new StandingLimits(5, Duration.ofHours(2), List.of(GrantScope.INTENT))));
        try (Reader riley = signIn("riley")) {
            riley.open(approval);
            riley.page().getByText("Let it stand for further actions").click();
            assertThat(riley.page().getByLabel("Within").locator("option"))
                    .hasText(new String[] {"15 minutes", "1 hour", "2 hours"});
            riley.page().getByLabel("How many times, at most 5").fill("3");
            riley.page().getByLabel("Within").selectOption("3600");
            riley.button("Show what would stand").click();
            riley.sees("#stands", "3 further actions of exactly these bytes within 1 hour");
            riley.sees("#stands .grant-form", "\"uses\":3");
            riley.shoot("detail-standing");
            riley.approve();
            riley.recorded();
            riley.sees("#sets", "lets stand: 3 further actions of exactly these bytes within 1 hour");
            seesGrant(riley, approval);
            riley.shoot("grants");
            riley.page().getByLabel("Why you take it back").first().fill("Done early");
            riley.page().locator("[data-grant] button").first().click();
            riley.sees(".note.good", "The grant is revoked.");
            riley.sees("[aria-label='Grant " + approval + "']", "By Riley Chen: Done early");
        }
        assertThat(view(approval).state()).isEqualTo(ApprovalState.GRANTED);
    }

    @Test
    void showsWhatRanUnderAGrantWhereItRanAndOnTheGrant() {
        GatewayEvents gateway = new GatewayEvents(database, identifiers, clock);
        ProposedAction first = proposed()
                .command("npm run lint")
                .standing(new StandingLimits(3, Duration.ofHours(2), List.of(GrantScope.INTENT)));
        gateway.opened(first);
        gateway.proposed(first);
        ApprovalId approval = ask(first);
        try (Reader riley = signIn("riley")) {
            riley.go("/approvals/" + approval + "?scope=intent&uses=3&seconds=3600");
            riley.sees("#stands", "3 further actions");
            riley.approve();
            riley.recorded();
            seesGrant(riley, approval);
            ProposedAction again = proposed().of(first.session()).command("npm run lint");
            gateway.proposed(again);
            gateway.executed(
                    again,
                    new Authority.OfPeople(
                                    approval,
                                    List.of(view(approval).votes().getFirst().reviewer()),
                                    Objects.requireNonNull(
                                            view(approval).request().decision().policyVersion()))
                            .used(1));
            riley.go("/sessions/" + first.session());
            Eventually.isTrue(() -> {
                riley.page().reload();
                return riley.page().locator(".timeline .under").count() == 1;
            });
            riley.sees(".timeline li:has(.under)", "Executed");
            riley.shoot("session-under-grant");
            riley.find(".timeline .under").click();
            riley.sees("h1", "Standing grant");
            riley.sees("[data-grant]", "1 of 3");
            riley.sees(".timeline li", "Use 1 of 3 of what Riley Chen let stand");
            riley.sees(".timeline li", "npm run lint");
            riley.shoot("grant");
            riley.open(approval);
            riley.page()
                    .getByText("What it let stand was used 1 of 3 times")
                    .first()
                    .click();
            riley.sees("h1", "Standing grant");
        }
    }

    /** The list follows its events within milliseconds. */
    private static void seesGrant(Reader reader, ApprovalId approval) {
        String grant = "[aria-label='Grant " + approval + "']";
        Eventually.isTrue(() -> {
            reader.go("/grants");
            return reader.page().locator(grant).count() == 1;
        });
        reader.sees(grant, "0 of 3");
    }

    private static void say(Reader reader, String text) {
        reader.page().getByLabel("Say something").fill(text);
        reader.button("Comment").click();
    }
}
