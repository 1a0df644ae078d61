package dev.syndicate.contracts.chain;

import static dev.syndicate.contracts.chain.ChainFixture.KEY;
import static dev.syndicate.contracts.chain.ChainFixture.judged;
import static dev.syndicate.contracts.chain.ChainFixture.verify;
import static dev.syndicate.contracts.chain.RotationFixture.NEXT;
import static dev.syndicate.contracts.chain.RotationFixture.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syndicate.contracts.chain.ChainVerdict.Intact;
import dev.syndicate.contracts.json.JsonArray;
import dev.syndicate.contracts.json.JsonObject;
import dev.syndicate.contracts.json.JsonValue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochsAndKeysTest {

    private static final NoteVerificationKey FIRST = KEY.verificationKey();
    private static final NoteVerificationKey SECOND = NEXT.verificationKey();
    private static final NoteSigningKey THIEF = ChainFixture.signingKey(ChainFixture.LOG, (byte) 9);

    @Test
    void anAdoptedTailIsIntact() {
        assertThat(verify(EpochFixture.bundle(EpochFixture.chain()), FIRST)).isInstanceOf(Intact.class);
        assertThat(Adoption.parse(EpochFixture.adoption().json())).isEqualTo(EpochFixture.adoption());
    }

    @Test
    void aRangeMayStartAtAnAdoption() {
        List<ChainRecord> chain = EpochFixture.chain();
        SignedNote head = ChainFixture.checkpoint(EpochFixture.SECOND, chain, KEY);
        for (int first = 5; first < 8; first++) {
            byte[] bundle = ChainFixture.bundle(
                    BundleManifest.range(
                            EpochFixture.SECOND, ChainFixture.left(chain, first), 11 - first, List.of(head)),
                    chain.subList(first, 11));
            assertThat(verify(bundle, FIRST)).isInstanceOf(Intact.class);
        }
    }

    @Test
    void noEpochBeginsWithoutItsAdoption() {
        JsonObject honest = EpochFixture.adoption().json();
        assertThat(ofEpochs(EpochFixture.chain(EpochFixture.SECOND, JsonObject.EMPTY)))
                .isEqualTo("adoption at 6");
        assertThat(ofAdoption(honest.with(
                        "by", JsonArray.of(honest.array("by").items().getFirst()))))
                .isEqualTo("adoption at 6");
        assertThat(ofAdoption(honest.with(
                        "by",
                        JsonArray.of(
                                honest.array("by").items().getFirst(),
                                honest.array("by").items().getFirst()))))
                .isEqualTo("adoption at 6");
        assertThat(ofAdoption(honest.with(
                        "lost",
                        JsonObject.builder().put("first", 5).put("last", 8).build())))
                .isEqualTo("adoption at 6");
        assertThat(ofAdoption(honest.with(
                        "lost",
                        JsonObject.builder().put("first", 6).put("last", 9).build())))
                .isEqualTo("adoption at 6");
        assertThat(ofAdoption(JsonValue.of("adopted"))).isEqualTo("adoption at 6");
        assertThat(ofAdoption(honest.without("reason"))).isEqualTo("adoption at 6");
    }

    @Test
    void anAdoptionNamesACheckpointOfTheLogsOwnKey() {
        SignedNote forged = SignedNote.sign(EpochFixture.lost().text(), THIEF);
        JsonObject adoption = Adoption.of(forged, 6, List.of(EpochFixture.ADA, EpochFixture.OLA), "mine", Instant.EPOCH)
                .json();
        assertThat(ofAdoption(adoption)).isEqualTo("adoption at 6");
    }

    @Test
    void anEpochGrowsByOneOnly() {
        LogOrigin third = new LogOrigin(ChainFixture.LOG, 3);
        List<ChainRecord> chain = EpochFixture.chain(
                third,
                JsonObject.EMPTY.with(Adoption.MEMBER, EpochFixture.adoption().json()));
        assertThat(judged(EpochFixture.bundle(chain, third), null, FIRST)).isEqualTo("adoption at 6");
    }

    @Test
    void anAdoptionWithoutANewEpochIsRefused() {
        List<ChainRecord> chain = EpochFixture.chain(
                ChainFixture.ORIGIN,
                JsonObject.EMPTY.with(Adoption.MEMBER, EpochFixture.adoption().json()));
        assertThat(judged(EpochFixture.bundle(chain, ChainFixture.ORIGIN), null, FIRST))
                .isEqualTo("adoption at 6");
    }

    @Test
    void aCheckpointOfTheOldEpochDoesNotCoverTheNewOne() {
        List<ChainRecord> chain = EpochFixture.chain();
        List<SignedNote> notes = List.of(
                ChainFixture.checkpoint(ChainFixture.ORIGIN, chain.subList(0, 8), KEY),
                ChainFixture.checkpoint(EpochFixture.SECOND, chain, KEY));
        byte[] bundle =
                ChainFixture.bundle(BundleManifest.range(EpochFixture.SECOND, CompactRange.empty(), 11, notes), chain);
        assertThat(judged(bundle, null, FIRST)).isEqualTo("checkpoint-mismatch at 7");
    }

    @Test
    void epochsOfCheckpointsDoNotFall() {
        List<ChainRecord> chain = ChainFixture.chain(11);
        List<SignedNote> notes = List.of(
                ChainFixture.checkpoint(EpochFixture.SECOND, chain.subList(0, 8), KEY), ChainFixture.checkpoint(chain));
        byte[] bundle =
                ChainFixture.bundle(BundleManifest.range(ChainFixture.ORIGIN, CompactRange.empty(), 11, notes), chain);
        assertThat(judged(bundle, null, FIRST)).isEqualTo("checkpoint-mismatch at null");
    }

    @Test
    void aRotationIsFollowedFromEitherKey() {
        byte[] bundle = RotationFixture.bundle(RotationFixture.chain());
        assertThat(verify(bundle, FIRST)).isInstanceOf(Intact.class);
        assertThat(verify(bundle, SECOND)).isInstanceOf(Intact.class);
        assertThat(verify(bundle, FIRST, SECOND)).isInstanceOf(Intact.class);
        assertThat(judged(bundle, null, THIEF.verificationKey())).isEqualTo("checkpoint-signature at null");
    }

    @Test
    void withoutACheckpointUnderBothKeysTheOldOneLeadsNowhere() {
        List<ChainRecord> chain = RotationFixture.chain();
        byte[] bundle = RotationFixture.bundle(chain, List.of(signed(chain, 3, KEY), signed(chain, 11, NEXT)));
        assertThat(judged(bundle, null, FIRST)).isEqualTo("checkpoint-signature at null");
        assertThat(verify(bundle, SECOND)).isInstanceOf(Intact.class);
    }

    @Test
    void theOldKeyAloneSignsNothingBehindItsRotation() {
        List<ChainRecord> chain = RotationFixture.chain();
        byte[] late = RotationFixture.bundle(
                chain, List.of(signed(chain, 6, KEY, NEXT), signed(chain, 8, KEY), signed(chain, 11, NEXT)));
        byte[] alone = RotationFixture.bundle(chain, List.of(signed(chain, 11, KEY)));
        for (byte[] bundle : List.of(late, alone)) {
            assertThat(judged(bundle, null, FIRST)).isEqualTo("checkpoint-signature at null");
            assertThat(judged(bundle, null, FIRST, SECOND)).isEqualTo("checkpoint-signature at null");
        }
    }

    @Test
    void theNewKeySignsNothingInFrontOfItsRotation() {
        List<ChainRecord> chain = RotationFixture.chain();
        byte[] bundle = RotationFixture.bundle(
                chain, List.of(signed(chain, 3, NEXT), signed(chain, 6, KEY, NEXT), signed(chain, 11, NEXT)));
        assertThat(judged(bundle, null, FIRST)).isEqualTo("checkpoint-signature at null");
    }

    @Test
    void onlyTheAuditServicesOwnEventReplacesAKey() {
        KeyRotation toThief = RotationFixture.rotation(KEY, THIEF);
        for (String[] from : new String[][] {
            {"dev.syndicate.contracts.execution.ActionProposed", KeyRotation.EVENT_ORIGIN},
            {KeyRotation.EVENT_TYPE, "execution_gateway"}
        }) {
            List<ChainRecord> chain = RotationFixture.chain(toThief, from[0], from[1]);
            byte[] bundle =
                    RotationFixture.bundle(chain, List.of(signed(chain, 6, KEY, THIEF), signed(chain, 11, THIEF)));
            assertThat(judged(bundle, null, FIRST)).isEqualTo("checkpoint-signature at null");
        }
    }

    @Test
    void aRotationOfAnotherKeyThanTheOneInForceIsRefused() {
        KeyHistory keys = KeyHistory.trusting(FIRST);
        assertThat(keys.rotated(4, RotationFixture.rotation(KEY, NEXT))).isEmpty();
        assertThat(keys.rotated(9, RotationFixture.rotation(KEY, THIEF))).isPresent();
    }

    @Test
    void trustedKeysAreOfOneLog() {
        NoteVerificationKey other = NoteSigningKey.generate(LogId.parse("01980f3e-7c00-7000-8000-000000000002"))
                .verificationKey();
        List<NoteVerificationKey> both = List.of(FIRST, other);
        assertThatThrownBy(() -> KeyHistory.trusting(both)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyHistory.trusting(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String ofAdoption(JsonValue adoption) {
        return ofEpochs(EpochFixture.chain(adoption));
    }

    private static String ofEpochs(List<ChainRecord> chain) {
        return judged(EpochFixture.bundle(chain), null, FIRST);
    }
}
