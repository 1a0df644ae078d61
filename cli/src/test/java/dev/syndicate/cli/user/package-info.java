@org.jspecify.annotations.NullMarked
package dev.syndicate.cli.user;
