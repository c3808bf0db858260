"""Microsoft's numbers of refusals (AADSTS), each with its cause and its remedy.

Source: "Microsoft Entra authentication and authorization error codes", 24 April 2024: those that can answer to an app,
to a login that is kept, or to a login by a code. Those of SAML, of other pages, and of Windows are left out.
"""

from collections.abc import Mapping

AGAIN = "run `intake mailbox login {account}` once more"
_CERTIFICATES = "at Entra under Certificates & secrets"

_FAULTS = (40010, 50033, 50087, 50088, 50166, 70012, 80002, 80005, 80014, 90006, 90012, 90024, 90033, 90090, 90091)
_TOO_OFTEN = (50196, 90055)
PASSING = frozenset(_FAULTS + _TOO_OFTEN)
"""Microsoft's own faults, and its guards against whoever asks too often: they pass by themselves."""

_GROUPS: tuple[tuple[tuple[int, ...], str], ...] = (
    (
        (7000215, 70002),
        "the client secret is wrong: put the secret's value, not its ID, alone into the file of client_secret_file",
    ),
    (
        (7000222,),
        (
            f"the client secret has ended: make a new one {_CERTIFICATES}, and put its value into the file of "
            "client_secret_file"
        ),
    ),
    (
        (700027, 700030, 50012, 50006, 50048, 50013, 500133, 50032, 900384),
        (
            f"the certificate is not one of the app's, or has ended: upload it {_CERTIFICATES}; if it is there, set "
            "the clock of this machine by NTP"
        ),
    ),
    (
        (700016, 700011, 70001, 650056, 90099),
        (
            "the tenant does not know this app, or has not let it in: check client_id and tenant, and whether an "
            "administrator has granted consent"
        ),
    ),
    (
        (90002, 50049, 50059, 50128, 90019, 50029),
        "Microsoft knows no such tenant: check tenant",
    ),
    (
        (50194, 9001023, 90124, 90130, 9002332, 50020),
        "the app is for one organization only: write the tenant's ID into tenant",
    ),
    ((90038, 90051, 900382, 900432), "the tenant is in another cloud of Microsoft: check authority"),
    (
        (65001, 65005, 90008, 90094, 90095, 650057, 50105),
        (
            "nobody has agreed that this app may read the mail: an administrator grants consent at Entra under API "
            "permissions"
        ),
    ),
    (
        (500011, 50001, 650052, 650054),
        (
            "the organization has no Exchange Online, or the app asks for another service: add those of Office "
            "365 Exchange Online at Entra under API permissions"
        ),
    ),
    (
        (28002, 28003, 70011, 700022, 700023),
        (
            "Microsoft does not know the permission that we ask for: add those of Office 365 Exchange Online at Entra "
            "under API permissions"
        ),
    ),
    (
        (7000112, 1000031, 700005),
        "the app is disabled: an administrator enables it at Entra under Enterprise applications",
    ),
    (
        (7000218,),
        "Microsoft takes the app for one with a secret: allow public client flows at Entra under Authentication",
    ),
    (
        (700025,),
        (
            "Microsoft takes the app for one without a secret: take its public client flows back at Entra under "
            "Authentication, or use it for the login of a person"
        ),
    ),
    (
        (53003, 530032, 530035, 53000, 53001, 53002, 50005, 50097, 50131, 50155, 50158, 500021, 500022, 50002),
        "a rule of conditional access keeps the app out: an administrator exempts the app or this machine's address",
    ),
    ((53011, 530034, 50135), "Microsoft holds the account for at risk: an administrator looks at it at Entra"),
    (
        (50034, 50014, 51004, 16000, 16003, 90072, 50197, 500208),
        "the tenant does not know this account: check user and tenant, and log in with an account of the organization",
    ),
    (
        (50053,),
        "the account is locked after too many wrong passwords, or its network is blocked: ask its administrator",
    ),
    ((50057,), "the account is disabled: its administrator enables it"),
    ((50055, 50144, 50125), f"the password has ended: set a new one, then {AGAIN}"),
    ((50126, 50056, 50064), f"user name or password was wrong: {AGAIN}"),
    ((50074, 50076, 50078, 700020, 50058), f"the organization asks for a second factor now: {AGAIN}"),
    (
        (50072, 50079, 53004, 53010),
        f"the organization asks the account to set up a second factor: do that, then {AGAIN}",
    ),
    ((70008, 700082, 700084, 50089, 50139), f"the login has ended, because it was not used for long: {AGAIN}"),
    ((50132, 50133, 50173, 70000, 50085), f"the login was revoked, often by a new password: {AGAIN}"),
    ((70043,), f'the organization asks for a new login at fixed times: {AGAIN}, or use an app of kind "app"'),
    ((65004,), f"the person did not agree: {AGAIN}"),
    ((70018, 70019, 90119, 90120, 50134), f"the code was wrong, or nobody typed it in time: {AGAIN}"),
    (_TOO_OFTEN, "we asked too often in a short time, so Microsoft makes us wait"),
)

MICROSOFT: Mapping[int, str] = {code: sentence for codes, sentence in _GROUPS for code in codes}
"""By the number; `{account}` is filled in."""
