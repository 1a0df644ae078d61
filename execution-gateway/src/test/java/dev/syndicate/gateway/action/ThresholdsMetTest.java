package dev.syndicate.gateway.action;

import static dev.syndicate.gateway.action.ActionFixture.INTENT;
import static dev.syndicate.gateway.action.ActionFixture.RILEY;
import static dev.syndicate.gateway.action.ActionFixture.requirement;
import static dev.syndicate.gateway.action.ActionFixture.vote;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syndicate.contracts.approval.Tally;
import dev.syndicate.contracts.approval.VoteChoice;
import dev.syndicate.contracts.policy.ApprovalRequirement;
import dev.syndicate.contracts.view.SecretKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsMetTest {

    @Test
    void areNotWhereSomethingWasMaskedThatPolicyWantsShownNow() {
        assertThat(met(masking(SecretKind.JWT), masking())).isFalse();
        assertThat(met(masking(SecretKind.JWT), masking(SecretKind.NPM_TOKEN))).isFalse();
    }

    @Test
    void areWhereVotersSawAllThatPolicyWantsShownNow() {
        assertThat(met(masking(), masking())).isTrue();
        assertThat(met(masking(), masking(SecretKind.JWT))).isTrue();
        assertThat(met(masking(SecretKind.JWT), masking(SecretKind.JWT, SecretKind.NPM_TOKEN)))
                .isTrue();
    }

    private static boolean met(ApprovalRequirement asked, ApprovalRequirement inForce) {
        Tally recorded = new Tally(asked, 1, List.of(vote(RILEY, VoteChoice.APPROVE, 1)));
        return ThresholdsMet.of(inForce, recorded, INTENT);
    }

    private static ApprovalRequirement masking(SecretKind... kinds) {
        ApprovalRequirement plain = requirement(1);
        return new ApprovalRequirement(
                plain.sets(), plain.expiresAfter(), plain.reviewLineLimit(), null, null, List.of(kinds));
    }
}
