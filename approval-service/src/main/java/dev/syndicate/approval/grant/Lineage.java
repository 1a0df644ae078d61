package dev.syndicate.approval.grant;

/** That an action ran under a standing grant, and the how manieth use of it that was. */
public record Lineage(GrantView grant, GrantUse use) {}
