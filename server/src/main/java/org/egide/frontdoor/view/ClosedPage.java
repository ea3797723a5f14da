package org.egide.frontdoor.view;

import java.util.Optional;

/**
 * The truth before anything is asked: nobody is there, or too few. {@code opens} says when somebody will be, where it is known;
 * {@code leave} offers to leave words until then; {@code officer} says that somebody can be called for danger all the same.
 */
public record ClosedPage(Sheet sheet, boolean full, Optional<String> opens, boolean leave, boolean officer) {}
