"""Journeys: what is said over time: templates, notices, segments, campaigns.

Promises: a campaign is seen through before it leaves, and can be held or ended at any moment;
    nobody gets it twice; what a text lacks is an error, never an empty place.
Owns: schema `journeys` (templates and their versions, images, segments, campaigns, recipients).
Does not: decide whether or how a message may leave (delivery does), or know the channels.
"""

from . import images
from .campaigns import (
    CampaignStateError,
    NoSuchCampaignError,
    RampWithoutRateError,
    cancel_campaign,
    forecast,
    get_campaign,
    list_campaigns,
    pause_campaign,
    plan_campaign,
    progress_of,
    resume_campaign,
    start_campaign,
)
from .comparing import Comparison, compare
from .confirming import NothingToConfirmError, ask_confirmation
from .deciding import on_decided
from .facts import CampaignEnded
from .gathering import go_round
from .imaging import MOST_UPLOADED, ImageFault
from .jobs import GATHER, ROUND, SEND, START
from .model import (
    Campaign,
    CampaignId,
    CampaignState,
    Estimate,
    Finding,
    Forecast,
    Gathered,
    GatheredState,
    Hold,
    Image,
    ImageId,
    NoticeId,
    Progress,
    Segment,
    SegmentId,
    Severity,
    Template,
    TemplateId,
    Version,
    Wording,
)
from .notices import Answer, Missing, Notice, Unreadable, cancel_notice, find_notice, notify
from .permitting import permitted
from .personal import erase_person, export_person, hand_over_person
from .rewording import reword
from .segments import NoSuchSegmentError, get_segment, list_segments, save_segment
from .sending import gather, send, start
from .templates import (
    InvalidAuthorError,
    NoSuchTemplateError,
    NotPublishableError,
    findings,
    get_published,
    get_version,
    list_templates,
    list_versions,
    publish_template,
    save_template,
)
from .wishing import author_of
from .wording import (
    InvalidTemplateError,
    contents,
    context_of,
    html_of,
    links_with,
    plain_of,
    render,
)

__all__ = [
    "GATHER",
    "MOST_UPLOADED",
    "ROUND",
    "SEND",
    "START",
    "Answer",
    "Campaign",
    "CampaignEnded",
    "CampaignId",
    "CampaignState",
    "CampaignStateError",
    "Comparison",
    "Estimate",
    "Finding",
    "Forecast",
    "Gathered",
    "GatheredState",
    "Hold",
    "Image",
    "ImageFault",
    "ImageId",
    "InvalidAuthorError",
    "InvalidTemplateError",
    "Missing",
    "NoSuchCampaignError",
    "NoSuchSegmentError",
    "NoSuchTemplateError",
    "NotPublishableError",
    "NothingToConfirmError",
    "Notice",
    "NoticeId",
    "Progress",
    "RampWithoutRateError",
    "Segment",
    "SegmentId",
    "Severity",
    "Template",
    "TemplateId",
    "Unreadable",
    "Version",
    "Wording",
    "ask_confirmation",
    "author_of",
    "cancel_campaign",
    "cancel_notice",
    "compare",
    "contents",
    "context_of",
    "erase_person",
    "export_person",
    "find_notice",
    "findings",
    "forecast",
    "gather",
    "get_campaign",
    "get_published",
    "get_segment",
    "get_version",
    "go_round",
    "hand_over_person",
    "html_of",
    "images",
    "links_with",
    "list_campaigns",
    "list_segments",
    "list_templates",
    "list_versions",
    "notify",
    "on_decided",
    "pause_campaign",
    "permitted",
    "plain_of",
    "plan_campaign",
    "progress_of",
    "publish_template",
    "render",
    "resume_campaign",
    "reword",
    "save_segment",
    "save_template",
    "send",
    "start",
    "start_campaign",
]
