/**
 * The audit chain's bytes: record header and body, Merkle tree, signed notes and checkpoints, receipts, and the bundle
 * that is verified offline. docs/spec/chain-format.md and docs/spec/receipt.md are the authority.
 */
@NullMarked
package dev.syndicate.contracts.chain;

import org.jspecify.annotations.NullMarked;
