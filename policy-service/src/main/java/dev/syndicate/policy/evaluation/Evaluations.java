package dev.syndicate.policy.evaluation;

import dev.syndicate.contracts.digest.Digest;
import dev.syndicate.contracts.policy.Decision;
import dev.syndicate.contracts.policy.PolicyVersion;
import dev.syndicate.contracts.policy.TrustTier;
import dev.syndicate.policy.bundle.CompiledBundle;
import dev.syndicate.policy.bundle.Facts;
import dev.syndicate.policy.bundle.Verdict;
import dev.syndicate.policy.release.PolicyProblems;
import dev.syndicate.policy.release.PolicyVersionView;
import dev.syndicate.policy.release.PolicyVersions;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Answers what policy says of an action. A pure query: nothing is written and no event follows. */
@Service
class Evaluations {

    private final PolicyVersions versions;
    private final CompiledBundles bundles;
    private final BoundedEvaluator evaluator;

    Evaluations(PolicyVersions versions, CompiledBundles bundles, BoundedEvaluator evaluator) {
        this.versions = versions;
        this.bundles = bundles;
        this.evaluator = evaluator;
    }

    /** The decision under the pinned or the active version. Only what was released can do more than deny. */
    Decision decide(EvaluationRequest request) {
        return version(request)
                .map(version -> decision(request, version))
                .orElseGet(() -> Decision.unavailable(
                        "No policy version has been activated", EvaluationInput.digest(request, null)));
    }

    /** What the pinned or the active version would say. */
    Simulation simulate(EvaluationRequest request) {
        PolicyVersionView version = version(request).orElseThrow(PolicyProblems::noActivePolicy);
        Digest inputs = EvaluationInput.digest(request, version.version());
        return Simulation.of(verdict(request, version), version.version(), version.isReleased(), inputs);
    }

    private Optional<PolicyVersionView> version(EvaluationRequest request) {
        PolicyVersion pinned = request.policyVersion();
        return pinned == null
                ? versions.active()
                : Optional.of(
                        versions.find(pinned).orElseThrow(() -> PolicyProblems.unknownVersion(pinned.toString())));
    }

    private Decision decision(EvaluationRequest request, PolicyVersionView version) {
        Verdict verdict = version.isReleased()
                ? verdict(request, version)
                : Verdict.denied("This policy version has never been released", TrustTier.NONE);
        return new Decision(
                verdict.effect(),
                version.version(),
                verdict.rule(),
                verdict.reason(),
                verdict.risk(),
                verdict.trustTier(),
                verdict.approval(),
                verdict.matchedRules(),
                version.author(),
                version.releaser(),
                EvaluationInput.digest(request, version.version()));
    }

    private Verdict verdict(EvaluationRequest request, PolicyVersionView version) {
        CompiledBundle bundle = bundles.get(version.bundle());
        return evaluator.evaluate(() -> bundle.judge(Facts.of(request.action(), request.session())));
    }
}
