"""Ways to reach a person, one folder each.

Promises: every attempt ends as accepted, rejected, unsure or surely not sent; what comes in is
    parsed without losing a word and without believing any of it.
Owns: adapters and parsers; no table.
Does not: decide whether or what to send, or remember anything.
"""

from .chat.adapter import WebChat
from .email.dkim import DkimKeys, load_or_create_keys
from .email.listener import Desk as MailDesk
from .email.listener import listen as listen_for_mail
from .email.message import page_of as mail_page
from .email.mime import InvalidDomainError, wire_address
from .email.parsing import InboundMail
from .email.parsing import parse as parse_mail
from .email.records import NameServer
from .email.records import Record as MailRecord
from .email.records import RecordKind as MailRecordKind
from .email.records import State as MailRecordState
from .email.records import examine as examine_mail_records
from .email.smtp import SmtpMail, SmtpServer
from .letter.batches import Batch, close_batch, count_waiting, list_untold, note_told
from .letter.finishing import pages_of
from .letter.forgetting import forget as forget_letters
from .letter.postal import PostalAddress, Unprintable, read_postal, write_postal
from .letter.setting import Letter, Press, Stationery
from .letter.spool import LetterSpool
from .letter.stationery import press_of
from .letter_lob import hooks as lob
from .letter_lob.adapter import LobLetters
from .protocol import (
    Accepted,
    Askable,
    Attachment,
    Capabilities,
    Channel,
    ChannelDownError,
    DeferredError,
    Disclosure,
    Kind,
    Letterhead,
    Never,
    Outbound,
    Outcome,
    Provider,
    Providers,
    Rejected,
    Threading,
    Unsure,
)
from .sms.coming import (
    Became,
    ForgedError,
    InboundSms,
    SmsEvent,
    SmsPart,
    SmsReport,
    UnreadableError,
)
from .sms.counting import Cut as SmsCut
from .sms.fitting import Manner as SmsManner
from .sms.fitting import count_parts as count_sms_parts
from .sms.fitting import fitted as fitted_sms
from .sms.spelling import Spelling as SmsSpelling
from .sms_sinch import hooks as sinch
from .sms_sinch.adapter import SinchAccount, SinchSms
from .sms_smpp.adapter import SmppSms
from .sms_smpp.link import Login as SmppLogin
from .sms_smpp.reading import joined as joined_sms
from .sms_twilio import hooks as twilio
from .sms_twilio.adapter import TwilioAccount, TwilioSms

__all__ = [
    "Accepted",
    "Askable",
    "Attachment",
    "Batch",
    "Became",
    "Capabilities",
    "Channel",
    "ChannelDownError",
    "DeferredError",
    "Disclosure",
    "DkimKeys",
    "ForgedError",
    "InboundMail",
    "InboundSms",
    "InvalidDomainError",
    "Kind",
    "Letter",
    "LetterSpool",
    "Letterhead",
    "LobLetters",
    "MailDesk",
    "MailRecord",
    "MailRecordKind",
    "MailRecordState",
    "NameServer",
    "Never",
    "Outbound",
    "Outcome",
    "PostalAddress",
    "Press",
    "Provider",
    "Providers",
    "Rejected",
    "SinchAccount",
    "SinchSms",
    "SmppLogin",
    "SmppSms",
    "SmsCut",
    "SmsEvent",
    "SmsManner",
    "SmsPart",
    "SmsReport",
    "SmsSpelling",
    "SmtpMail",
    "SmtpServer",
    "Stationery",
    "Threading",
    "TwilioAccount",
    "TwilioSms",
    "Unprintable",
    "UnreadableError",
    "Unsure",
    "WebChat",
    "close_batch",
    "count_sms_parts",
    "count_waiting",
    "examine_mail_records",
    "fitted_sms",
    "forget_letters",
    "joined_sms",
    "list_untold",
    "listen_for_mail",
    "load_or_create_keys",
    "lob",
    "mail_page",
    "note_told",
    "pages_of",
    "parse_mail",
    "press_of",
    "read_postal",
    "sinch",
    "twilio",
    "wire_address",
    "write_postal",
]
