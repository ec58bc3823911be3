"""What clients send and receive; every value that passes here fits its column."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

LARGEST_ID = 2**63 - 1

# PostgreSQL cannot store NUL in text. To match a pattern pydantic encodes the text, which lone surrogates fail.
WITHOUT_NUL = r"^[^\x00]*$"


def _encodable(secret: SecretStr) -> SecretStr:
    try:
        secret.get_secret_value().encode()
    except UnicodeEncodeError:
        raise ValueError("must be Unicode text") from None
    return secret


Id = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Text = Annotated[str, StringConstraints(pattern=WITHOUT_NUL)]
Name = Annotated[Text, Field(min_length=1, max_length=100, examples=["Kettle"])]
Description = Annotated[Text, Field(max_length=1000, examples=["Boils water."])]
PriceCents = Annotated[int, Field(ge=0, le=1_000_000_000, examples=[2499])]
WeightKg = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False, examples=[1.5])]
Username = Annotated[
    str, StringConstraints(min_length=3, max_length=32, pattern=r"^[A-Za-z0-9_.-]+$"), Field(examples=["ada"])
]
Secret = Annotated[SecretStr, AfterValidator(_encodable)]
NewPassword = Annotated[Secret, Field(min_length=12, max_length=128, examples=["correct horse battery"])]


class ItemWrite(BaseModel):
    """An item as its owner describes it."""

    name: Name
    description: Description = ""
    price_cents: PriceCents
    weight_kg: WeightKg


class ItemChange(BaseModel):
    """The fields of an item to change; one that is absent or null stays as it is."""

    name: Name | None = None
    description: Description | None = None
    price_cents: PriceCents | None = None
    weight_kg: WeightKg | None = None


class ItemRead(ItemWrite):
    """An item as everybody sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: Id
    owner_id: Id


class ItemPage(BaseModel):
    """Some items in the order of their ids, and where the next page starts."""

    items: list[ItemRead]
    next_after: Id | None = Field(None, description="Send as `after` for the next page; null on the last one.")


class UserCreate(BaseModel):
    """Somebody who registers."""

    username: Username
    password: NewPassword


class UserRead(BaseModel):
    """A user without anything secret."""

    model_config = ConfigDict(from_attributes=True)

    id: Id
    username: str


class LoginForm(BaseModel):
    """The password grant of OAuth2 (RFC 6749, section 4.3.2)."""

    grant_type: Literal["password"] = "password"
    username: Annotated[Text, Field(min_length=1, max_length=32)]
    password: Annotated[Secret, Field(min_length=1, max_length=128)]
    scope: Annotated[Text, Field(max_length=1000)] = ""


class TokenRead(BaseModel):
    """A bearer token, as OAuth2 names its parts."""

    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int = Field(description="Seconds.")


class Health(BaseModel):
    """The answer to a probe that passed."""

    status: Literal["pass"] = "pass"
