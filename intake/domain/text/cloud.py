"""Hosts that keep files for people: a link to one of them often stands in place of an attachment."""

from collections.abc import Iterable

CLOUD_HOSTS = (
    "1drv.ms",
    "acrobat.adobe.com",
    "app.box.com",
    "box.com",
    "cloud.mail.ru",
    "disk.yandex.com",
    "disk.yandex.ru",
    "docs.google.com",
    "docs.qq.com",
    "drive.google.com",
    "drive.proton.me",
    "dropbox.com",
    "dropboxusercontent.com",
    "egnyte.com",
    "filemail.com",
    "hightail.com",
    "icloud.com",
    "kdocs.cn",
    "mega.nz",
    "mybox.naver.com",
    "onedrive.live.com",
    "pan.baidu.com",
    "pcloud.com",
    "sendgb.com",
    "sharefile.com",
    "share.weiyun.com",
    "sharepoint.com",
    "smash.gg",
    "swisstransfer.com",
    "sync.com",
    "terabox.com",
    "transfernow.net",
    "we.tl",
    "wetransfer.com",
    "yadi.sk",
)
"""Compared with the end of a link's host: "itu.sharepoint.com" is one of them, "notbox.com" is not."""


def cloud_hosts(links: Iterable[str]) -> tuple[str, ...]:
    """Those of these hosts (lower case) that keep files for people, each once, in their order."""
    return tuple(dict.fromkeys(host for host in links if _keeps_files(host)))


def _keeps_files(host: str) -> bool:
    return any(host == known or host.endswith(f".{known}") for known in CLOUD_HOSTS)
