package dev.syndicate.approval.explorer;

import dev.syndicate.platform.observability.Correlation;
import dev.syndicate.platform.problem.PlatformProblems;
import dev.syndicate.platform.problem.ProblemException;

/**
 * Why a part of a page is not there.
 *
 * @param status of the answer
 * @param mine whether the question can be asked otherwise; else audit-service is at fault
 * @param request where the logs have it
 */
public record Failure(String title, String detail, int status, boolean mine, String request) {

    static Failure of(ProblemException problem) {
        boolean peer = problem.type().status() >= 500;
        return new Failure(
                peer ? "The record cannot be read now" : problem.type().title(),
                problem.detail(),
                peer
                        ? PlatformProblems.PEER_UNAVAILABLE.status()
                        : problem.type().status(),
                !peer,
                Correlation.current().orElse("unknown"));
    }
}
