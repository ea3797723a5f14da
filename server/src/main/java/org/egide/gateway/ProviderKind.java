package org.egide.gateway;

import org.egide.report.Reporter;

/**
 * The ten kinds of business that have a duty to report (R61.1), and other hotlines. Titles: {@code gateway.kind.<name>}. The kind
 * decides as whom the provider's reports are received.
 */
public enum ProviderKind {
    ACCESS,
    HOSTING,
    CONTENT,
    SEARCH,
    PAYMENT,
    TELECOM,
    DEVICE_MAKER,
    CLOUD,
    SOCIAL_MEDIA,
    SMALL_BUSINESS,
    HOTLINE;

    /** Who tells, when a provider of this kind tells. */
    public Reporter reporter() {
        return this == HOTLINE ? Reporter.HOTLINE : Reporter.PROVIDER;
    }
}
